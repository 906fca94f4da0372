import { formatAmount } from '../../../src/domain/money.ts';
import type { Disbursement } from '../../../src/domain/order/parts.ts';
import { carryOut, openRequest, pay } from '../bank.ts';
import { contentOf, paperOfType } from '../papers.ts';
import { does, refused } from '../moves.ts';
import { expectThat, fail, seenBy, type Story } from '../story.ts';

/** The balance, the transfer of title, and the payout two people approve and the bank carries out. */
export async function release(story: Story): Promise<void> {
  const { teller } = story;
  teller.title('Balance, title and release');
  const act = { act: `TT-${story.order}` };
  await refused(story, 'warehouse', 'transferTitle', act, 'payments-open');
  const balance = await openRequest(story);
  await pay(story, balance);
  const { state, heldMinor } = await seenBy(story, 'operator');
  expectThat(story, heldMinor === state.contract.totalMinor, `the whole price should be held; ${heldMinor} is`);

  await does(story, 'warehouse', 'transferTitle', act, { says: "the goods are the buyer's: the payout opens" });
  const { id, hash, amountMinor, currency } = await payoutOf(story);
  const approval = { disbursement: id, hash };
  await does(story, 'adviser', 'approvePayout', approval, {
    says: `${formatAmount(amountMinor, currency)} ${currency} by its hash ${hash.slice(0, 12)}…`,
  });
  await refused(story, 'adviser', 'approvePayout', approval, 'already-approved');
  await does(story, 'adviser-two', 'approvePayout', approval, { says: 'the second person' });
  const paper = await paperOfType(story, 'bank', '450');
  const ordered = await contentOf<Pick<Disbursement, 'id' | 'amountMinor'>>(story, 'bank', paper);
  teller.note('paper', `${paper.title}, SHA-256 ${paper.sha256.slice(0, 12)}…`);
  expectThat(
    story,
    ordered.id === id && ordered.amountMinor === amountMinor,
    `the payment order should be over what was approved; it is ${JSON.stringify(ordered)}`,
  );
  await carryOut(story, 'PAYOUT');
  await checkReleased(story, amountMinor);
  await refused(
    story,
    'buyer',
    'openDispute',
    { reason: 'I have changed my mind about the colour.' },
    'dispute-closed',
  );
}

async function payoutOf(story: Story): Promise<Disbursement> {
  const { disbursements } = (await seenBy(story, 'adviser')).state;
  return (
    disbursements.find(({ kind }) => kind === 'PAYOUT') ?? fail(story, 'the transfer of title should open a payout')
  );
}

async function checkReleased(story: Story, amountMinor: number): Promise<void> {
  const { state, stage, heldMinor } = await seenBy(story, 'operator');
  expectThat(story, stage === 'shipment', `released money should lead to shipment; the order is in ${stage}`);
  expectThat(story, heldMinor === 0, `nothing should be held any more; ${heldMinor} is`);
  expectThat(
    story,
    amountMinor === state.contract.totalMinor,
    `the payout should be the amended price; it is ${amountMinor}`,
  );
}
