import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../src/domain/hash.ts';
import { readPain001 } from '../../src/gateways/bank/sandbox.ts';
import { bookSuspense, findBankEntry, keepBankEntries } from '../../src/persistence/bank.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { approve, lockSuspended, propose, returnIdOf } from '../../src/persistence/suspense.ts';
import { findReturn } from '../../src/persistence/suspense-returns.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop({ forgive: /UNKNOWN_OUTCOME/ });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const at = '2026-11-20T17:00:00.000Z';

/** Money in suspense that two people have decided to send back, of 100.00 USD less 25.00; answers the return's id. */
async function decided(name: string): Promise<{ id: string; entry: string }> {
  const entry = sha256Hex(name);
  await keepBankEntries(shop.orm, { sha256: sha256Hex(`file ${name}`), xml: '<camt054/>', receivedAt: at }, [
    {
      dedupeKey: entry,
      account: 'GB82WEST12345698765432',
      currency: 'USD',
      amountMinor: 10_000,
      creditDebit: 'CRDT',
      reversal: false,
      endToEndId: null,
      references: [],
      bookingDate: '2026-11-20',
      content: { debtor: { name: 'Harbour Trading Ltd', account: '6200000000000000041' } },
    },
  ]);
  await bookSuspense(shop.orm, entry, 'trust:main:USD', { why: 'nobody knows' });
  const plan = { action: 'RETURN' as const, amountMinor: 7500, costMinor: 2500 };
  const id = await inTransaction(shop.orm, async (client) => {
    const row = await lockSuspended(client, entry);
    if (row === null) throw new Error('nothing is in suspense');
    const proposal = await propose(client, row, plan, { user: 'u-adviser', reason: 'unknown', at });
    await approve(client, row, proposal, { user: 'u-adviser-two', at });
    return returnIdOf(proposal.id);
  });
  return { id, entry };
}

const carriedOut = (id: string): Promise<unknown> =>
  shop.client.workflow.execute('suspenseReturn', {
    workflowId: `suspense-return-${id}`,
    taskQueue: shop.taskQueue,
    args: [id],
  });
const transfers = (id: string) =>
  shop.bank
    .taken()
    .flatMap((xml) => readPain001(xml).transfers)
    .filter(({ endToEndId }) => endToEndId === id);

describe('the return of money in suspense', () => {
  it('goes to the account it came from, less costs, by one payment order', async () => {
    const { id, entry } = await decided('accepted');
    expect(await carriedOut(id)).toBe('SENT');
    // One in the morning of the next day where the trust account is kept.
    expect(transfers(id)).toMatchObject([
      { amountMinor: 7500, creditorAccount: '6200000000000000041', requestedDate: '2026-11-21' },
    ]);
    expect(await findReturn(shop.orm, id)).toMatchObject({ status: 'SENT' });
    expect(await findBankEntry(shop.orm, entry)).toMatchObject({ disposition: 'returned' });
  });

  it('is ordered once, and asked for, when the answer of the bank is lost', async () => {
    const { id } = await decided('lost');
    shop.bank.next({ answer: 'lost' });
    expect(await carriedOut(id)).toBe('SENT');
    expect(transfers(id)).toHaveLength(1);
  });

  it('puts the money back into suspense when the bank refuses', async () => {
    const { id, entry } = await decided('refused');
    shop.bank.next({ answer: 'reject', reason: 'account closed' });
    expect(await carriedOut(id)).toBe('REJECTED');
    expect(await findBankEntry(shop.orm, entry)).toMatchObject({ disposition: 'suspense' });
    expect(transfers(id)).toHaveLength(0);
  });
});
