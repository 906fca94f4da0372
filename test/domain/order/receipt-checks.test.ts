import { describe, expect, it } from '@jest/globals';
import { contractHash } from '../../../src/domain/order/stages/contract.ts';
import { termsSchema } from '../../../src/domain/order/terms.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { hashOnTable, onward } from '../../support/play.ts';
import { issue, last, monday, opened, type Played, running } from '../../support/played.ts';
import { addDays } from '../../../src/domain/order/time.ts';

const hash = 'a'.repeat(64);
const receiptChecks = [
  { id: 'seal', text: 'The seal of the container is whole' },
  { id: 'finish', text: 'No scratches longer than the tolerance', line: 1, tolerance: '5 mm', photograph: true },
];
const met = (changes: object = {}, first: object = {}) => [
  { check: 'seal', conforms: true, ...first },
  { check: 'finish', conforms: true, evidence: [hash], ...changes },
];

/** Played to the receipt under a contract with the check-list, released on receipt. */
function received(): Played {
  const terms = { ...termsOf({ settlement: { trigger: 'RECEIPT_CONFIRMED' } }, monday), receiptChecks };
  const offer = { terms, validUntil: addDays(monday, 30) };
  let played = issue(opened(), 'supplier', 'submitQuote', offer);
  played = issue(played, 'buyer', 'acceptQuote', { hash: hashOnTable(played) });
  while (played.order.stage !== 'receipt') played = onward(played);
  return played;
}
const here = received();
const { lines } = running(here).contract.terms;
const whole = lines.map(({ line, quantity }) => ({ line, accepted: quantity }));
const scratched = lines.map(({ line, quantity }) =>
  line === 1 ? { line, accepted: quantity - 3, damaged: 3 } : { line, accepted: quantity },
);
const confirm = (checks: object[] | undefined, of = whole) =>
  given(here).when('buyer', 'confirmReceipt', checks === undefined ? { lines: of } : { lines: of, checks });

describe("the contract's own check-list", () => {
  it('is a clause like the others, under the hash that both signed', () => {
    const order = running(here);
    expect(order.contract.terms.receiptChecks).toEqual(receiptChecks);
    const { receiptChecks: _, ...without } = order.contract.terms;
    expect(contractHash(order, 1, 'T-2601', without)).not.toBe(order.contract.hash);
  });

  it.each([
    ['two entries of one id', [receiptChecks[0], receiptChecks[0]]],
    ['a line that the contract does not have', [{ id: 'colour', text: 'red', line: 77 }]],
  ])('does not have %s', (_what, checks) => {
    const parsed = termsSchema.safeParse({ ...termsOf({}, monday), receiptChecks: checks });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['receiptChecks']);
  });

  it('is answered whole by who confirms receipt, and the answers are kept', () => {
    const confirmed = issue(here, 'buyer', 'confirmReceipt', { lines: whole, checks: met() });
    const { checks } = last(confirmed, 'ReceiptConfirmed');
    expect(checks).toEqual([
      { check: 'seal', conforms: true, note: '', evidence: [] },
      { check: 'finish', conforms: true, note: '', evidence: [hash] },
    ]);
    expect(running(confirmed).receipt.confirmed).toMatchObject({ checks });
  });

  it.each([
    ['no entry', undefined],
    ['not every entry', met().slice(1)],
    ['an entry twice', [...met(), met()[0]]],
    ['an entry there is not', [...met(), { check: 'smell', conforms: true }]],
    ['no photograph where the contract asks for one', met({ evidence: [] })],
    ['an entry that is not met, accepts all the same and says no word', met({ conforms: false })],
  ])('is refused with %s', (_what, checks) => {
    expect(confirm(checks as object[] | undefined).thenRejected('invalid-input').detail).toMatch(/^checks/);
  });

  it('lets what is not met be explained, or shown in what is not accepted of its line', () => {
    confirm(met({ conforms: false, note: 'within 6 mm' })).thenFacts(
      'ReceiptConfirmed',
      'TitleTransferred',
      'SettlementEventReached',
      'DisbursementOpened',
      'StageEntered',
    );
    const disputed = confirm(met({ conforms: false }), scratched).thenFacts('DisputeOpened', 'DisputeOfferMade');
    expect(last(disputed, 'DisputeOfferMade').offer.checks).toMatchObject([{}, { check: 'finish', conforms: false }]);
    expect(running(disputed).dispute?.reason).toContain('finish is not met');
    const other = lines.map(({ line, quantity }) =>
      line === 2 ? { line, accepted: quantity - 1, short: 1 } : { line, accepted: quantity },
    );
    confirm(met({ conforms: false }), other).thenRejected('invalid-input');
  });
});
