import { describe, expect, it } from '@jest/globals';
import { judgeRepeat } from '../../src/gateways/bank/identity.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { type CamtVersion, type PlayedEntry, writeCamt053, writeCamt054 } from '../../src/gateways/bank/reports.ts';
import { notification, ntry } from './fixtures/bank/ntry.ts';

const account = 'DE75512108001245126199';
const credit = (bankReference: string, amountMinor: number): PlayedEntry => ({
  creditDebit: 'CRDT',
  bankReference,
  bookingDate: '2026-03-02',
  transactions: [{ amountMinor, endToEndId: 'E-1', uetr: 'eb6305c9-1f7f-49de-aed0-16487c27b42d', text: ['order 1'] }],
});
const batch: PlayedEntry = {
  creditDebit: 'CRDT',
  bankReference: 'B-1',
  bookingDate: '2026-03-02',
  transactions: [
    { amountMinor: 100, endToEndId: 'SAME' },
    { amountMinor: 100, endToEndId: 'SAME' },
  ],
};
const report = (messageId: string, entries: PlayedEntry[], version: CamtVersion = '08') => ({
  messageId,
  createdAt: '2026-03-02T10:00:00Z',
  account,
  currency: 'EUR',
  entries,
  version,
});
const notified = (messageId: string, entries: PlayedEntry[], version: CamtVersion = '08') =>
  parseBankNotification(writeCamt054(report(messageId, entries, version))).entries;
const stated = (messageId: string, entries: PlayedEntry[], version: CamtVersion = '08') =>
  parseBankNotification(writeCamt053({ ...report(messageId, entries, version), openingMinor: 0, date: '2026-03-02' }))
    .entries;
const keys = (entries: { dedupeKey: string }[]): string[] => entries.map(({ dedupeKey }) => dedupeKey);
const dedupeKeys = (...entries: string[]): string[] =>
  keys(parseBankNotification(notification(entries.join(''))).entries);

describe('a booking reported again', () => {
  it('has the same key in every version, as notification and as statement', () => {
    const entries = [credit('R-1', 12_345), batch];
    const expected = keys(notified('M-1', entries, '02'));
    expect(new Set(expected).size).toBe(3);
    for (const version of ['02', '04', '08'] as const) {
      expect(keys(notified('M-2', entries, version))).toEqual(expected);
      expect(keys(stated('M-3', entries, version))).toEqual(expected);
    }
  });

  it('has the same key however its amount, dates and account are written', () => {
    const [plain] = dedupeKeys(ntry({ amount: '100.00' }));
    expect(dedupeKeys(ntry({ amount: '0100.000' }))).toEqual([plain]);
    expect(dedupeKeys(ntry({}).replace('<Dt>2026-03-02</Dt>', '<DtTm>2026-03-02T10:00:00+01:00</DtTm>'))).toEqual([
      plain,
    ]);
    expect(
      keys(parseBankNotification(notification(ntry({}), '<Othr><Id>DE75512108001245126199</Id></Othr>')).entries),
    ).toEqual([plain]);
  });

  it('is one booking when one file says it twice with the same reference and content', () => {
    const [first, second] = dedupeKeys(ntry({}), ntry({}));
    expect(second).toBe(first);
  });

  it('is judged a repeat', () => {
    const [entry] = notified('M-1', [credit('R-1', 500)]);
    expect(judgeRepeat(entry!, [])).toEqual({ kind: 'NEW' });
    expect(judgeRepeat(notified('M-2', [credit('R-1', 500)])[0]!, [entry!]).kind).toBe('REPEAT');
  });

  it('is judged a repeat when the statement leaves the details of a batch out', () => {
    const taken = notified('M-1', [batch]);
    const [whole] = stated('M-2', [{ ...batch, transactions: [], amountMinor: 200 }]);
    expect(whole?.txIndex).toBe(0);
    expect(judgeRepeat(whole!, taken).kind).toBe('REPEAT');
  });

  it('is a conflict when its details come after it was taken whole, since the money is in the books already', () => {
    const taken = stated('M-1', [{ ...batch, transactions: [], amountMinor: 200 }]);
    expect(notified('M-2', [batch]).map((entry) => judgeRepeat(entry, taken).kind)).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('is news when it was only announced before', () => {
    const announced = notified('M-1', [{ ...credit('R-1', 500), status: 'PDNG' }]);
    const [booked] = notified('M-2', [credit('R-1', 500)]);
    expect(booked?.entryKey).not.toBe(announced[0]?.entryKey);
    expect(
      judgeRepeat(
        booked!,
        announced.filter(({ entryKey }) => entryKey === booked?.entryKey),
      ).kind,
    ).toBe('NEW');
  });

  it('does not conflict with the other details of its own message', () => {
    const [first, second] = notified('M-1', [batch]);
    expect(judgeRepeat(second!, [first!]).kind).toBe('NEW');
  });
});

describe('bookings that look alike', () => {
  it('are apart when amount, direction, reversal or bank reference differ', () => {
    const found = dedupeKeys(
      ntry({}),
      ntry({ amount: '100.01' }),
      ntry({ direction: 'DBIT' }),
      ntry({ reference: 'BANK-2' }),
      ntry({ currency: 'USD' }),
      ntry({}).replace('<Sts>', '<RvslInd>true</RvslInd><Sts>'),
    );
    expect(new Set(found).size).toBe(6);
  });

  it('are apart when one bank reference stands for two of the same amount, whatever their order', () => {
    const one = ntry({ details: '<TxDtls><RmtInf><Ustrd>one</Ustrd></RmtInf></TxDtls>' });
    const two = ntry({ details: '<TxDtls><RmtInf><Ustrd>two</Ustrd></RmtInf></TxDtls>' });
    const [first, second] = dedupeKeys(one, two);
    expect(first).not.toBe(second);
    expect(dedupeKeys(two, one)).toEqual([second, first]);
  });

  it('are apart without a bank reference when one message lists both', () => {
    expect(
      new Set(dedupeKeys(ntry({ reference: '' }), ntry({ reference: '' }), ntry({ reference: 'NONREF' }))).size,
    ).toBe(3);
  });

  it('are the same without a bank reference when another message says all the same', () => {
    expect(dedupeKeys(ntry({ reference: '' }))).toEqual(dedupeKeys(ntry({ reference: '' })));
  });

  it('are apart on two accounts', () => {
    const other = keys(
      parseBankNotification(notification(ntry({}), '<IBAN>FR7630006000011234567890189</IBAN>')).entries,
    );
    expect(other).not.toEqual(dedupeKeys(ntry({})));
  });
});
