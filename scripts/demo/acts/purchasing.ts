import { formatAmount } from '../../../src/domain/money.ts';
import { approvalPolicy } from '../company-files.ts';
import { fail, type Story, turnedAway, write } from '../story.ts';

/** The buyer's company decides who of its people approves what; one proposes, another puts it in force. */
export async function ruleBuying(story: Story): Promise<void> {
  story.teller.title("The buyer's own rules");
  const policy = approvalPolicy();
  const userOf = (who: string): string => story.newcomers.get(who)?.user ?? fail(story, `${who} should have signed up`);
  const levels = policy.levels.map((level) => ({
    ...level,
    approvers: 'users' in level.approvers ? { users: level.approvers.users.map(userOf) } : level.approvers,
  }));
  const path = '/v1/approval-policies';
  const { version } = await write<{ version: number }>(story, 'buyer', path, { ...policy, levels });
  const says = levels.map(
    ({ name, currency, fromMinor }) => `${name} from ${formatAmount(fromMinor, currency)} ${currency} on`,
  );
  story.teller.step('buyer', 'propose a policy', { says: `version ${version}: ${says.join(', ')}` });
  const confirm = `${path}/${version}/confirm`;
  await turnedAway(story, 'buyer', { path: confirm, body: {}, what: 'confirm the policy', code: 'same-person' });
  await write(story, 'colleague', confirm, {});
  story.teller.step('colleague', 'confirm the policy', { says: 'a second person: now it binds the company' });
}
