import { formatAmount } from '../../../src/domain/money.ts';
import { carryOut, openRequest, pay, reportAgain } from '../bank.ts';
import { bankParties } from '../files.ts';
import { expectThat, seenBy, type Story } from '../story.ts';

/** The deposit: first short, because a bank on the way kept its charge, and so sent back; then exact. */
export async function payDeposit(story: Story): Promise<void> {
  const { teller } = story;
  teller.title('Deposit into escrow');
  const request = await openRequest(story);
  const { amountMinor, currency, reference, deadline } = request;
  teller.note('asked', `${formatAmount(amountMinor, currency)} ${currency}, charges OUR, reference ${reference}`);
  teller.note('until', deadline);

  await pay(story, request, bankParties().wireChargeMinor);
  const short = await seenBy(story, 'operator');
  expectThat(story, short.stage === 'escrow', `a short payment should not fund the order; it is in ${short.stage}`);
  expectThat(story, short.heldMinor === 0, `nothing of a short payment should be held; ${short.heldMinor} is`);
  teller.note(
    'so',
    'Short by a bank charge: by the rules it goes back, less what the return costs; the request stays open.',
  );
  await carryOut(story, 'RETURN');

  const notification = await pay(story, request);
  await reportAgain(story, notification);
  const paid = await seenBy(story, 'operator');
  expectThat(
    story,
    paid.stage === 'production',
    `the exact deposit should start production; the order is in ${paid.stage}`,
  );
  expectThat(
    story,
    paid.heldMinor === request.amountMinor,
    `${request.amountMinor} should be held; ${paid.heldMinor} is`,
  );
}
