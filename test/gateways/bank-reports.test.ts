import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { type PlayedEntry, type PlayedReport, writeCamt053, writeCamt054 } from '../../src/gateways/bank/reports.ts';
import { schemaErrors } from './fixtures/bank/schema.ts';

const versions = ['02', '04', '08'] as const;
const credit: PlayedEntry = {
  creditDebit: 'CRDT',
  bankReference: 'R-1',
  bookingDate: '2026-03-02',
  valueDate: '2026-03-03',
  charges: [{ minor: 250, bearer: 'SHAR', included: true }],
  transactions: [
    {
      amountMinor: 10_000,
      endToEndId: 'PO-1',
      uetr: 'eb6305c9-1f7f-49de-aed0-16487c27b42d',
      reference: 'RF18539007547034',
      text: ['tea & cups', 'part 2'],
      debtor: { name: 'Paper Boats <Ltd>', account: 'FR7630006000011234567890189' },
      instructed: { currency: 'USD', minor: 10_250 },
      charges: [{ minor: 250, bearer: 'SHAR', included: true }],
    },
  ],
};
const returned: PlayedEntry = {
  creditDebit: 'CRDT',
  bankReference: 'R-2',
  reversal: true,
  bookingDate: '2026-03-02',
  transactions: [
    { amountMinor: 500, endToEndId: 'PAYOUT-1', returnReason: 'AC04', creditor: { name: 'Supplier', account: '4711' } },
  ],
};
const batch: PlayedEntry = {
  creditDebit: 'DBIT',
  bankReference: 'R-3',
  status: 'PDNG',
  bookingDate: '2026-03-02',
  transactions: [{ amountMinor: 1 }, { amountMinor: 2 }],
};
const report: PlayedReport = {
  messageId: 'M-1',
  createdAt: '2026-03-02T09:00:00Z',
  account: 'DE75512108001245126199',
  currency: 'USD',
  entries: [credit, returned, batch],
};
const statement = { ...report, openingMinor: -100, date: '2026-03-02' };

describe('what the played bank sends', () => {
  it.each(versions)('is valid against the schemas of version %s', async (version) => {
    expect(await schemaErrors(writeCamt054({ ...report, version }), `camt.054.001.${version}`)).toEqual([]);
    expect(await schemaErrors(writeCamt053({ ...statement, version }), `camt.053.001.${version}`)).toEqual([]);
  });

  it('would be refused by the schema if it were wrong', async () => {
    expect(await schemaErrors(writeCamt054(report).replaceAll('CRDT', 'CREDIT'), 'camt.054.001.08')).not.toEqual([]);
  });

  it.each(versions)('reads back in version %s', (version) => {
    const { message, entries, skipped } = parseBankNotification(writeCamt054({ ...report, version }));
    expect(message).toMatchObject({ kind: 'camt.054', version, messageId: 'M-1' });
    expect(skipped).toEqual([]);
    expect(entries).toMatchObject([
      {
        amountMinor: 10_000,
        creditDebit: 'CRDT',
        reversal: false,
        endToEndId: 'PO-1',
        acctSvcrRef: 'R-1',
        valueDate: '2026-03-03',
        status: 'BOOK',
        uetr: version === '08' ? 'eb6305c9-1f7f-49de-aed0-16487c27b42d' : null,
        unstructured: 'tea & cups part 2',
        structuredReferences: ['RF18539007547034'],
        debtor: { name: 'Paper Boats <Ltd>', account: 'FR7630006000011234567890189' },
        instructedAmount: { currency: 'USD', minor: 10_250 },
        charges: [{ minor: 250, bearer: 'SHAR' }],
      },
      {
        amountMinor: 500,
        reversal: true,
        endToEndId: 'PAYOUT-1',
        returned: { reasonCode: 'AC04' },
        creditor: { name: 'Supplier', account: '4711' },
      },
      { amountMinor: 1, status: 'PDNG', txIndex: 1 },
      { amountMinor: 2, creditDebit: 'DBIT', txIndex: 2 },
    ]);
  });

  it('closes a statement with the opening balance and what was booked', () => {
    const { balances } = parseBankNotification(writeCamt053(statement));
    expect(balances.map(({ type, minor, creditDebit }) => [type, minor, creditDebit])).toEqual([
      ['OPBD', 100, 'DBIT'],
      ['CLBD', 10_400, 'CRDT'],
    ]);
  });

  it('never loses or changes an amount, a reference or a text', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((value) => /^[^\p{C}\s]+$/u.test(value));
    const transaction = fc.record({
      amountMinor: fc.integer({ min: 1, max: 1_000_000_000_000 }),
      endToEndId: fc.stringMatching(/^[A-Z0-9-]{1,35}$/),
      text: fc.array(text, { maxLength: 3 }),
    });
    const entry = fc.record({
      creditDebit: fc.constantFrom('CRDT' as const, 'DBIT' as const),
      reversal: fc.boolean(),
      bankReference: fc.stringMatching(/^B[0-9]{1,9}$/),
      bookingDate: fc.constant('2026-03-02'),
      transactions: fc.array(transaction, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 4 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        fc.constantFrom(...versions),
        (entries, currency, version) => {
          const read = parseBankNotification(writeCamt054({ ...report, entries, currency, version }));
          expect(read.skipped).toEqual([]);
          expect(
            read.entries.map((each) => [
              each.amountMinor,
              each.currency,
              each.creditDebit,
              each.reversal,
              each.endToEndId,
              each.unstructured,
              each.amountProblem,
            ]),
          ).toEqual(
            entries.flatMap(({ creditDebit, reversal, transactions }) =>
              transactions.map((each) => [
                each.amountMinor,
                currency,
                creditDebit,
                reversal,
                each.endToEndId,
                each.text.join(' '),
                null,
              ]),
            ),
          );
        },
      ),
    );
  });

  it('of 20,000 entries is read whole, every entry under a key of its own', () => {
    const transactions = [{ amountMinor: 10_000, endToEndId: 'PO-1', reference: 'RF18539007547034' }];
    const entries = Array.from({ length: 20_000 }, (_, index): PlayedEntry => {
      return { creditDebit: 'CRDT', bankReference: `R-${index}`, bookingDate: '2026-03-02', transactions };
    });
    const xml = writeCamt054({ ...report, entries });
    const read = parseBankNotification(xml);
    expect(new Set(read.entries.map(({ dedupeKey }) => dedupeKey)).size).toBe(20_000);
  }, 120_000);
});
