import { toldBy } from '../../../../src/domain/order/bank-notice.ts';
import { credit, debit } from '../../../../test/support/play.ts';
import { elapse, issue, type Played, running } from '../../../../test/support/played.ts';
import type { Teller } from '../teller.ts';

/** The order closes unpaid; a payment that was short went back, and had cost a fee. */
function closedOwing(played: Played): Played {
  const [asked] = running(played).payments;
  if (asked === undefined) throw new Error('nothing is asked');
  const short = credit(asked, { amountMinor: asked.amountMinor - 100, chargesMinor: 300 });
  let order = issue(played, 'bank', 'creditReceived', short);
  for (const one of running(order).disbursements) {
    order = issue(order, 'house', 'disbursementSent', { disbursement: one.id, bankReference: 'B-1' });
    order = issue(order, 'bank', 'transferSettled', debit(one));
  }
  return elapse(order, toldBy(running(order), asked.deadline));
}

/** Charges that were unpaid when their order closed are given up, or not. */
export async function unpaidCharges({ office, orderIn }: Teller): Promise<void> {
  const owing = async (): Promise<string> => {
    const order = (await orderIn('escrow', { hours: 24 * 30, after: closedOwing })).split('/').at(-1);
    return `/v1/charges/${order}/F1/write-offs`;
  };
  const propose = async (path: string): Promise<string> => {
    const { body } = await office.post('adviser', path, { reason: 'the buyer is gone' });
    return (body as { writeOff: { hash: string } }).writeOff.hash;
  };
  const [one, other] = [await owing(), await owing()];
  await office.post('adviser-two', `${one}/approvals`, { hash: await propose(one) });
  await office.post('adviser-two', `${other}/refusals`, { hash: await propose(other), reason: 'not sure' });
}
