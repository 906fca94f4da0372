import { companies } from '../company-files.ts';
import { expectThat, fail, type Story, turnedAway, write } from '../story.ts';

interface Change {
  hash: string;
  state: string;
  account: string;
  inForceFrom: string | null;
}

const dayMs = 86_400_000;

/** Two people of the platform approve by hash where a supplier wants to be paid; a day later it counts. */
async function approved(story: Story, company: string, hash: string): Promise<void> {
  const path = `/v1/payout-accounts/${company}/approvals`;
  await write(story, 'adviser', path, { hash });
  story.teller.step('adviser', 'approve the account', { says: `by its hash ${hash.slice(0, 12)}…` });
  await turnedAway(story, 'adviser', { path, body: { hash }, what: 'approve it twice', code: 'same-person' });
  const { inForceFrom, state } = await write<Change>(story, 'adviser-two', path, { hash });
  expectThat(story, state === 'approved', `the account should be approved; it is ${state}`);
  const from = inForceFrom ?? fail(story, 'an approved account should say from when on it counts');
  const early = Date.parse(from) - Date.parse(story.since) < dayMs;
  expectThat(story, !early, `a new account should rest a day; this one counts from ${from}`);
  story.teller.step('adviser-two', 'approve the account', { says: `the second person; paid to from ${from} on` });
}

/** Suppliers that have just joined say where they are paid. */
export async function nameAccounts(story: Story): Promise<void> {
  story.teller.title('Where a supplier is paid');
  for (const { as: who, payoutAccount } of companies()) {
    if (payoutAccount === undefined) continue;
    const path = '/v1/company/payout-account/proposals';
    const { hash, account } = await write<Change>(story, who, path, payoutAccount);
    story.teller.step(who, 'propose an account', { says: `${payoutAccount.name}, ${account}` });
    await approved(story, story.newcomers.get(who)?.company ?? '', hash);
  }
}
