import { formatAmount } from '../../../src/domain/money.ts';
import type { Agreed, QuoteVersion } from '../../../src/domain/order/order.ts';
import type { Terms } from '../../../src/domain/order/terms.ts';
import { negotiation } from '../files.ts';
import { does, refused } from '../moves.ts';
import { expectThat, fail, seenBy, type Story, turnedAway, write } from '../story.ts';
import { repriced } from '../terms.ts';

/** The terms so far, as this act reads them back from the order. */
async function agreed(
  story: Story,
  who: 'buyer' | 'supplier',
): Promise<{ versions: QuoteVersion[]; drafting: Agreed['drafting'] }> {
  return (await seenBy(story, who)).state as unknown as Agreed;
}

async function awarded(story: Story): Promise<QuoteVersion> {
  const { versions } = await agreed(story, 'buyer');
  return versions.at(-1) ?? fail(story, 'the buyer should see the quote it awarded');
}

const draftOf = async (story: Story, who: 'buyer' | 'supplier') =>
  (await agreed(story, who)).drafting.draft ?? fail(story, 'there should be a draft');

function inWords(terms: Terms): string {
  const price = (minor: number) => formatAmount(minor, terms.currency);
  const lines = terms.lines.map(({ quantity, sku, price: { minor } }) => `${quantity} × ${sku} at ${price(minor)}`);
  const total = terms.lines.reduce((sum, { quantity, price: { minor } }) => sum + quantity * minor, 0);
  return `${lines.join(', ')} = ${price(total)} ${terms.currency}; ${terms.warrantyDays} days of warranty`;
}

/** From the award to a contract both have signed by its hash: what was left to settle is settled in the draft. */
export async function agree(story: Story): Promise<void> {
  story.teller.title('Contract');
  const { hash, terms } = await awarded(story);
  const [first] = (await agreed(story, 'buyer')).versions;
  story.teller.note('awarded', inWords(terms));
  const number = `PO-${story.order}`;
  await refused(story, 'buyer', 'issuePurchaseOrder', { number, hash: first?.hash ?? '' }, 'stale-hash');
  await does(
    story,
    'buyer',
    'issuePurchaseOrder',
    { number, hash },
    { says: 'a proposal, not yet binding', twice: true },
  );
  await does(story, 'supplier', 'draftContract', {}, { says: 'drafted and signed from the awarded quote' });
  await negotiate(story, terms);
  await sign(story);
}

/** The buyer asks for more in the draft, the supplier gives what it can; the difference is shown field by field. */
async function negotiate(story: Story, terms: Terms): Promise<void> {
  const [, wish, answer] = negotiation();
  if (wish === undefined || answer === undefined) return fail(story, 'there should be a wish and an answer to it');
  await does(story, 'buyer', 'requestChange', { change: wish.because }, { says: wish.because });
  const changed = { ...repriced(terms, answer.prices), ...answer.clauses };
  await does(story, 'supplier', 'draftContract', { terms: changed }, { says: answer.because });
  const { changes, terms: drafted } = await draftOf(story, 'buyer');
  const shown = changes.map(({ path, from, to }) => `${path} ${String(from)} → ${String(to)}`);
  expectThat(story, shown.length > 0, 'the draft should show how it differs from the awarded quote');
  story.teller.note('changed', shown.join(', '));
  story.teller.note('draft', inWords(drafted));
}

/** The company's own rule stops the signature until the colleague has approved these very terms. */
async function sign(story: Story): Promise<void> {
  const { hash } = await draftOf(story, 'buyer');
  const { data } = await refused(story, 'buyer', 'confirmContract', { hash }, 'approval-needed');
  const { approval, level } = (data ?? {}) as { approval: string; level: string };
  const path = `/v1/approvals/${approval}/decide`;
  const approve = { hash, approve: true, reason: 'Within the budget of the autumn season.' };
  await turnedAway(story, 'buyer', { path, body: approve, what: 'approve it oneself', code: 'own-request' });
  const { state } = await write<{ state: string }>(story, 'colleague', path, approve);
  expectThat(story, state === 'APPROVED', `the request should be approved; it is ${state}`);
  story.teller.step('colleague', 'approve', { says: `${level}: the terms of hash ${hash.slice(0, 12)}…` });
  await does(
    story,
    'buyer',
    'confirmContract',
    { hash },
    { leadsTo: 'escrow', says: `by the draft's hash ${hash.slice(0, 12)}…: now it binds` },
  );
}
