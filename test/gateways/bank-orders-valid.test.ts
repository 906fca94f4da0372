import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageOf, type Payment, type TrustAccount } from '../../activities/payments.ts';
import { decimalsOf, MAX_MINOR } from '../../src/domain/money.ts';
import { messageIdOf, requestedDateOf } from '../../src/domain/order/payment-order.ts';
import { readPain001 } from '../../src/gateways/bank/sandbox.ts';
import { BankMessageError } from '../../src/gateways/bank/xml.ts';
import type { Payee } from '../../src/persistence/payees.ts';
import { schemaErrorsOf } from './fixtures/bank/schema.ts';

const currencies = ['USD', 'EUR', 'HKD', 'CNY', 'CZK', 'JPY', 'KRW', 'VND', 'CLP', 'KWD', 'BHD', 'OMR', 'TND'];
const moments = { min: new Date('2024-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true };

/** Signs a bank takes, signs that have a form it takes, and signs that have none: Chinese, Arabic, emoji, controls. */
const taken = `abcXYZ019/-?:().,'+ `;
const transliterated = 'äöüÄßøœłđéñçČžǔ&_–—“”"’;#@ﬁ';
const refused = '深圳市茶叶有限公司株式会社한국шالعربيةΩ★🚢€<>\u0007=*%!|~{}\\';
const signs = [
  { weight: 12, arbitrary: fc.constantFrom(...taken) },
  { weight: 3, arbitrary: fc.constantFrom(...transliterated) },
];
const anySign = fc.oneof(...signs, { weight: 1, arbitrary: fc.constantFrom(...refused) });
const written = (sign: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(sign, { minLength: 1, maxLength, size: 'max' }).map((parts) => parts.join(''));

const accountNumber = fc.oneof(
  fc.constantFrom('FR76 3000 6000 0112 3456 7890 189', 'de75512108001245126199', 'GB82WEST12345698765432'),
  fc.stringMatching(/^[0-9]{1,34}$/),
  fc.stringMatching(/^[0-9]{3}-[0-9]{6}-[0-9]{3}$/),
  written(anySign, 40),
);
const payee = (name: fc.Arbitrary<string>): fc.Arbitrary<Payee> =>
  fc.record(
    { name, account: accountNumber, bic: fc.constantFrom('AGRIFRPP', 'HSBCHKHHHKH', 'BKCHCNBJ', 'agrifrpp', 'X') },
    { requiredKeys: ['name', 'account'] },
  );
const trust: fc.Arbitrary<TrustAccount> = fc.record(
  {
    name: fc.constantFrom('Trade Escrow Ltd', 'Société de séquestre & Cie', 'Escrow "Harbour" (HK) Ltd'),
    iban: fc.constant('DE75512108001245126199'),
    bic: fc.constantFrom('SOGEDEFF', 'HSBCHKHHHKH'),
  },
  { requiredKeys: ['name', 'iban'] },
);
const order = fc.integer({ min: 26_000_001, max: 26_999_999 }).map(String);
const payment: fc.Arbitrary<Payment> = fc
  .record({
    order: fc.oneof(order, fc.constant('suspense')),
    of: fc.oneof(fc.nat({ max: 999 }).map((n) => `D${n}`), fc.stringMatching(/^[A-Za-z0-9-]{1,17}$/)),
    kind: fc.constantFrom('PAYOUT', 'REFUND', 'RETURN'),
    amountMinor: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: MAX_MINOR })),
    currency: fc.constantFrom(...currencies),
    at: fc.date(moments).map((date) => date.toISOString()),
  })
  .map(({ of, at, ...rest }) => ({
    ...rest,
    id: `${rest.order}-${of}`.slice(0, 26),
    company: 'c',
    cause: 'delivered',
    entry: null,
    hash: 'h',
    openedAt: at,
    orderedAt: at,
    requestedDate: requestedDateOf(at),
  }));

type Ordered = { xml: string; payment: Payment } | { refusal: unknown };
function ordered(one: Payment, creditor: Payee, debtor: TrustAccount): Ordered {
  try {
    return { xml: messageOf(one, creditor, debtor), payment: one };
  } catch (refusal) {
    return { refusal };
  }
}
/** What the arbitrary yields by a seed of its own, so that one run of the validator is enough for all of it. */
const samples = <T>(of: fc.Arbitrary<T>, count: number) => fc.sample(of, { numRuns: count, seed: 20_261_128 });
const isMade = (one: Ordered): one is Extract<Ordered, { xml: string }> => 'xml' in one;

describe('every payment order the engine can make', () => {
  it('is valid against the schema, or is refused by a field and its rule', async () => {
    const each = samples(fc.tuple(payment, payee(written(anySign, 75)), trust), 600).map((all) => ordered(...all));
    const made = each.filter(isMade);
    const refusals = each.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
    expect(made.length).toBeGreaterThan(60);
    expect(refusals.length).toBeGreaterThan(60);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(BankMessageError);
      expect((refusal as Error).message).toMatch(/^payments\[0\]\.creditor\.(name|account|bic): /);
    }
    expect(await schemaErrorsOf(made.map(({ xml }) => xml), 'pain.001.001.09')).toEqual([]);
    for (const { xml, payment: one } of made) {
      expect(readPain001(xml)).toMatchObject({
        messageId: messageIdOf(one),
        transfers: [{ endToEndId: one.id, amountMinor: one.amountMinor, currency: one.currency }],
      });
    }
    const decimals = new Set(made.map(({ payment: { currency } }) => decimalsOf(currency)));
    expect([...decimals].sort()).toEqual([0, 2, 3]);
  }, 60_000);

  it('is made for every name a bank can carry or that has a form it can, and for no other', () => {
    const plain = { account: 'GB82WEST12345698765432' };
    const debtor = { name: 'Trade Escrow Ltd', iban: 'DE75512108001245126199' };
    const carried = fc.oneof(...signs);
    fc.assert(
      fc.property(payment, written(carried, 20), fc.constantFrom(...refused), (one, text, sign) => {
        expect(isMade(ordered(one, { ...plain, name: `A${text}` }, debtor))).toBe(true);
        const { refusal } = ordered(one, { ...plain, name: `A${text}${sign}` }, debtor) as { refusal: Error };
        expect(refusal.message).toContain(`creditor.name: '${sign}' is not in the Latin character set`);
      }),
      { numRuns: 300 },
    );
  });

  it('takes references of 35 characters and refuses the 36th', async () => {
    const [one] = samples(payment, 1) as [Payment];
    const creditor = { name: 'Al Noor', account: '0012-345 678' };
    const debtor = { name: 'Trade Escrow Ltd', iban: 'DE75512108001245126199' };
    const stamp = messageIdOf(one).length - one.id.length;
    const longest = ordered({ ...one, id: 'x'.repeat(35 - stamp) }, creditor, debtor);
    expect(isMade(longest) ? await schemaErrorsOf([longest.xml], 'pain.001.001.09') : longest).toEqual([]);
    expect(ordered({ ...one, id: 'x'.repeat(36 - stamp) }, creditor, debtor)).toMatchObject({
      refusal: { message: expect.stringContaining('messageId') },
    });
  });
});
