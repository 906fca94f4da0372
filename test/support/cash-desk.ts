import { randomUUID } from 'node:crypto';
import { sha256Hex } from '../../src/domain/hash.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { isContracted, type Order } from '../../src/domain/order/order.ts';
import type { Disbursement } from '../../src/domain/order/parts.ts';
import { readPain001 } from '../../src/gateways/bank/sandbox.ts';
import { keepBankEntries } from '../../src/persistence/bank.ts';
import type { Answered, Talk } from './talk.ts';
import type { Workshop } from './workshop.ts';

/** One payment as the buyer makes it; exact for what is left out. */
export interface Paying {
  /** Added to the amount asked: -1 is a cent short. */
  moreMinor?: number;
  currency?: string;
  /** The bank's own id of the entry; the same id is the same entry. */
  entry?: string;
  /** Id of the payment request that is named; every open one when left out. */
  request?: string;
}

const disbursements = (order: Order): Disbursement[] => (isContracted(order) ? order.disbursements : []);

/** The money of one order as buyer, advisers and bank move it. */
export function cashDesk(shop: Workshop, { number, running, issue, until }: Talk) {
  /** Two advisers approve, by its hash, everything that waits for it. */
  const approve = async (): Promise<void> => {
    for (const { id, kind, hash, status } of (await running()).disbursements) {
      if (status !== 'AWAITING_APPROVAL') continue;
      const command = kind === 'PAYOUT' ? 'approvePayout' : 'approveRefund';
      await issue('adviser', command, { disbursement: id, hash });
      await issue('secondAdviser', command, { disbursement: id, hash });
    }
  };
  /** Waits until the bank has every order that was approved, and its answer is on the record. */
  const ordered = (): Promise<Order> => {
    const underway = ({ status }: Disbursement) => status === 'APPROVED' || status === 'UNKNOWN';
    return until((now) => !disbursements(now).some(underway), 'the bank to take its orders');
  };
  /** The bank debits the trust account by what the pain.001 says, and reports it. */
  const debit = async (): Promise<void> => {
    for (const { id, status } of disbursements(await ordered())) {
      if (status !== 'SENT') continue;
      const transfers = shop.bank.taken().flatMap((xml) => readPain001(xml).transfers);
      const transfer = transfers.find(({ endToEndId }) => endToEndId === id);
      if (transfer === undefined) throw new Error(`the bank has no order for ${id}`);
      const { amountMinor, currency } = transfer;
      await issue('bank', 'transferSettled', { disbursement: id, entry: randomUUID(), amountMinor, currency });
    }
  };

  return {
    approve,
    ordered,
    debit,
    async settleDisbursements(): Promise<void> {
      await approve();
      await debit();
    },
    /** The buyer pays, and the bank reports the credit: every open request exactly, unless told otherwise. */
    async pay({ moreMinor = 0, currency, entry, request }: Paying = {}): Promise<Answered[]> {
      const order = await running();
      const asked = request === undefined ? openRequests(order) : order.payments.filter(({ id }) => id === request);
      if (asked.length === 0) throw new Error(`order ${number} asks for no payment`);
      const answers: Answered[] = [];
      for (const each of asked) {
        const credit = {
          entry: entry ?? randomUUID(),
          reference: each.reference,
          amountMinor: each.amountMinor + moreMinor,
          currency: currency ?? each.currency,
        };
        await keepCredit(shop, credit);
        answers.push(await issue('bank', 'creditReceived', credit));
      }
      return answers;
    },
  };
}

type Credit = { entry: string; reference: string; amountMinor: number; currency: string };

/** What the bank's notification leaves in the database before it becomes a command; a refund goes to its sender. */
export async function keepCredit(
  { orm }: Pick<Workshop, 'orm'>,
  { entry, reference, amountMinor, currency }: Credit,
): Promise<void> {
  const receivedAt = new Date().toISOString();
  await keepBankEntries(orm, { sha256: sha256Hex(entry), xml: `<camt054 entry="${entry}"/>`, receivedAt }, [
    {
      dedupeKey: entry,
      account: 'GB82WEST12345698765432',
      currency,
      amountMinor,
      creditDebit: 'CRDT',
      reversal: false,
      endToEndId: null,
      references: [reference],
      bookingDate: receivedAt.slice(0, 10),
      content: { debtor: { name: 'Harbour Trading Ltd', account: '6200000000000000019' } },
    },
  ]);
}
