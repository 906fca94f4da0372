import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, debit, notice } from '../support/bank-notices.ts';
import { unpaid as unpaidIn } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const total = 1_250_000;
const unpaid = () => unpaidIn(office);

const suspense = async (currency: string): Promise<number> =>
  (await balances(office.orm, 'suspense')).find((each) => each.currency === currency)?.amountMinor ?? 0;

describe('a credit that names a payment request', () => {
  it('funds it when it is exact', async () => {
    const { trade, reference } = await unpaid();
    const [done] = await trade.bank(notice([credit(reference, total)]));
    expect(done).toMatchObject({ disposition: 'applied', order: trade.number, known: false });
    expect(done?.facts).toContain('PaymentReceived');
    expect((await trade.state()).stage).toBe('production');
  });

  it.each([
    ['short', total - 1],
    ['over', total + 1],
  ])('is returned less costs when it is %s, and the request stays open', async (_what, amountMinor) => {
    const { trade, reference } = await unpaid();
    const [done] = await trade.bank(notice([credit(reference, amountMinor)]));
    expect(done).toMatchObject({ disposition: 'applied', facts: ['PaymentMismatched', 'DisbursementOpened'] });
    const { payments, disbursements } = await trade.contracted();
    expect(payments).toMatchObject([{ status: 'OPEN' }]);
    expect(disbursements).toMatchObject([{ kind: 'RETURN', amountMinor: amountMinor - 2500 }]);
    await trade.bank(notice([credit(reference, total)]));
    expect((await trade.state()).stage).toBe('production');
  });

  it('is returned when it is in another currency', async () => {
    const { trade, reference } = await unpaid();
    const [done] = await trade.bank(notice([credit(reference, total)], 'EUR'));
    expect(done?.facts).toEqual(['PaymentMismatched', 'DisbursementOpened']);
    expect((await trade.contracted()).disbursements).toMatchObject([{ kind: 'RETURN', currency: 'EUR' }]);
  });

  it('pays once, however often it is reported: the file again, the entry in another file, both at once', async () => {
    const { trade, reference } = await unpaid();
    const entry = credit(reference, total);
    const files = [notice([entry]), notice([entry])];
    const answers = await Promise.all([...files, ...files].map((file) => trade.bank(file)));
    expect(answers.flat().filter(({ known }) => !known)).toHaveLength(1);
    const later = await trade.bank(files[0] ?? '');
    expect(later).toMatchObject([{ known: true, disposition: 'applied', order: trade.number }]);
    const { body } = await office.get('adviser', `${trade.path}/ledger`).expect(200);
    expect(body.transactions.map(({ kind }: { kind: string }) => kind)).toEqual(['payment-received']);
  });

  it('stands twice in one file under two bookings, so the second is returned', async () => {
    const { trade, reference } = await unpaid();
    const answers = await trade.bank(notice([credit(reference, total), credit(reference, total)]));
    expect(answers.map(({ facts }) => facts[0]).sort()).toEqual(['PaymentMismatched', 'PaymentReceived']);
  });

  it('waits in suspense when its order is closed', async () => {
    const { trade, reference } = await unpaid();
    await trade.issue('buyer', 'cancel', { reason: 'changed plans' });
    expect((await trade.state()).stage).toBe('closed');
    const before = await suspense('USD');
    const [done] = await trade.bank(notice([{ ...credit(reference, total), bookingDate: '2036-11-22' }]));
    expect(done).toMatchObject({ disposition: 'suspense', order: null, why: expect.stringContaining('closed') });
    expect(await suspense('USD')).toBe(before - total);
  });
});

describe('money nobody can place', () => {
  it('waits in suspense, once, and the ledger balances', async () => {
    const before = await suspense('HKD');
    const file = notice([credit('RF18539007547034', 88_800)], 'HKD');
    const { trade } = await unpaid();
    expect(await trade.bank(file)).toMatchObject([
      { disposition: 'suspense', why: expect.stringContaining('no payment request') },
    ]);
    await trade.bank(file);
    expect(await suspense('HKD')).toBe(before - 88_800);
    for (const { differenceMinor } of await trialBalance(office.orm)) expect(differenceMinor).toBe(0);
  });

  it('leaves by a debit of the bank, which suspense bears as well', async () => {
    const { trade } = await unpaid();
    const before = await suspense('GBP');
    const answers = await trade.bank(notice([debit('BANK-CHARGES', 500)], 'GBP'));
    expect(answers).toMatchObject([{ disposition: 'suspense' }]);
    expect(await suspense('GBP')).toBe(before + 500);
  });

  it('is a credit taken back by the bank: a person has to stop its order', async () => {
    const { trade, reference } = await unpaid();
    const taken = { ...credit(reference, total), creditDebit: 'DBIT' as const, reversal: true };
    expect(await trade.bank(notice([taken]))).toMatchObject([
      { disposition: 'suspense', why: expect.stringContaining('takes a credit back') },
    ]);
    expect((await trade.state()).stage).toBe('escrow');
  });

  it('is an entry whose details do not add up, which is kept whole, once', async () => {
    const { trade, reference } = await unpaid();
    const entry = credit(reference, total);
    const [transaction] = entry.transactions;
    const batch = { ...entry, transactions: [transaction, transaction] } as typeof entry;
    const off = notice([batch]).replace(/<Amt Ccy="USD">25000\.00<\/Amt>/, '<Amt Ccy="USD">25000.01</Amt>');
    const before = await suspense('USD');
    const answers = await trade.bank(off);
    expect(answers).toHaveLength(2);
    expect(new Set(answers.map(({ disposition }) => disposition))).toEqual(new Set(['suspense']));
    expect(await suspense('USD')).toBe(before - 2_500_001);
    expect((await trade.state()).stage).toBe('escrow');
  });
});

describe('an entry that has not moved money', () => {
  it('is not kept, so that the booking that follows it is news', async () => {
    const { trade, reference } = await unpaid();
    const entry = credit(reference, total);
    expect(await trade.bank(notice([{ ...entry, status: 'PDNG' }]))).toMatchObject([
      { disposition: 'ignored', why: expect.stringContaining('PDNG') },
    ]);
    expect(await trade.bank(notice([entry]))).toMatchObject([{ disposition: 'applied', known: false }]);
  });
});
