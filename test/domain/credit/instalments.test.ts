import { describe, expect, it } from '@jest/globals';
import { creditClocks, presentBy, securesUntil } from '../../../src/domain/credit/clocks.ts';
import { foresee } from '../../../src/domain/credit/commands/presenting.ts';
import { type Credit, type CreditPayment, honouredRequests } from '../../../src/domain/credit/credit.ts';
import { draftSchema, faultsOfClauses } from '../../../src/domain/credit/terms.ts';
import { advised, amountMinor, answered, creditTerms, documentSet, elapsed, issued } from '../../support/credits.ts';

const firstMinor = 1_000_000;
const asked: CreditPayment[] = [
  { request: 'P2', reference: 'RF18539007547034', amountMinor: firstMinor, currency: 'USD' },
  { request: 'P3', reference: 'RF62B2B2026000001', amountMinor: amountMinor - firstMinor, currency: 'USD' },
];
/** Drawn by 2 March and by Sunday 29 March 2026, which is Monday; against invoice and packing list. */
const instalments = [{ until: '2026-03-02' }, { from: '2026-03-09', until: '2026-03-29' }];
const byInstalments = (): Credit =>
  advised(creditTerms({ instalments, documents: creditTerms().documents.slice(0, 2) }));
const february = '2026-02-16T02:00:00.000Z';
const march = '2026-03-12T02:00:00.000Z';

const papers = (minor: number) =>
  documentSet({
    '380': { issuedOn: '2026-02-10', amount: { currency: 'USD', minor } },
    '271': { issuedOn: '2026-02-10' },
  }).slice(0, 2);
const present = (credit: Credit, at: string, requests = asked) =>
  issued(credit, 'beneficiary', 'present', { documents: papers(requests[0]?.amountMinor ?? 0), requests }, at);
function drawn(credit: Credit, at: string, requests = asked): Credit {
  const before = present(credit, at, requests);
  expect(before.presentations.at(-1)?.foreseen).toEqual([]);
  return issued(issued(before, 'bank', 'findComplying', {}, at), 'bank', 'honour', {}, at);
}
const first = () => drawn(byInstalments(), february);

describe('a credit drawn by instalments (article 32)', () => {
  it('pays one request each period, and is used up by the last', () => {
    const half = first();
    expect([half.stage, honouredRequests(half), presentBy(half)]).toEqual(['advised', ['P2'], '2026-03-30']);
    const all = drawn(half, march, asked.slice(1));
    expect([all.stage, honouredRequests(all)]).toEqual(['honoured', ['P2', 'P3']]);
  });

  it('ceases for an instalment that was not drawn in its period, and for those after it', () => {
    const waiting = byInstalments();
    expect(presentBy(waiting)).toBe('2026-03-02');
    expect(securesUntil(waiting)).not.toBeNull();
    expect(elapsed(waiting, '2026-03-02T08:59:59.000Z').stage).toBe('advised');
    const over = elapsed(waiting, '2026-03-02T09:00:00.000Z');
    expect(over).toMatchObject({ stage: 'closed', outcome: 'expired' });
    expect(over.reason).toContain('Instalment 1 was not drawn until 2026-03-02');
    expect(securesUntil(over)).toBeNull();
    const late = answered(waiting, 'beneficiary', 'present', { documents: papers(firstMinor), requests: asked }, march);
    expect('rejection' in late && late.rejection.code).toBe('credit-expired');
  });

  it('ceases for the second alone when the first was honoured', () => {
    const over = elapsed(first(), '2026-03-30T09:00:00.000Z');
    expect(over).toMatchObject({ stage: 'closed', outcome: 'expired' });
    expect(over.reason).toContain('Instalment 2');
    expect(honouredRequests(over)).toEqual(['P2']);
  });

  it('does not cease while documents presented in time are before the bank, but when they are refused after it', () => {
    const before = present(byInstalments(), '2026-02-27T02:00:00.000Z');
    expect(elapsed(before, '2026-03-04T02:00:00.000Z').stage).toBe('presented');
    const discrepancies = [{ article: '14(d)', document: '271', field: 'lines', expected: 'a', found: 'b' }];
    const found = { foreseen: false, discrepancies };
    const at = '2026-03-04T02:00:00.000Z';
    const bad = issued(before, 'bank', 'findDiscrepancies', found, at);
    const refused = issued(bad, 'bank', 'refuseDocuments', { disposal: 'RETURNING' }, at);
    expect(elapsed(refused, at)).toMatchObject({ stage: 'closed', outcome: 'expired' });
  });

  it('is drawn neither before its period nor twice at once', () => {
    const early = foresee(first(), papers(amountMinor - firstMinor), february);
    expect(early.map(({ article, expected }) => `${article} ${expected}`)).toEqual(['32 from 2026-03-09']);
    const both = answered(
      byInstalments(),
      'beneficiary',
      'present',
      { documents: papers(amountMinor), requests: asked },
      february,
    );
    expect('rejection' in both && both.rejection.code).toBe('drawing-differs');
  });

  it('warns of the last day of each', () => {
    const warned = elapsed(byInstalments(), '2026-02-24T02:00:00.000Z');
    const half = drawn(warned, '2026-02-25T02:00:00.000Z');
    expect(half.elapsed).not.toContain('expiryNear');
    expect(creditClocks.expiryNear?.at(half)).toBe('2026-03-23T09:00:00.000Z');
  });

  it('has periods that follow one another and end with the credit', () => {
    const { documents, expiry } = creditTerms();
    const faults = (periods: { from?: string; until: string }[]) =>
      faultsOfClauses({ documents: documents.slice(0, 2), expiry, instalments: periods }).map(({ path }) => path);
    expect(faults(instalments)).toEqual([]);
    expect(faults([{ until: '2026-03-10' }, { until: '2026-03-10' }])).toEqual(['instalments']);
    expect(faults([{ from: '2026-03-11', until: '2026-03-10' }, { until: '2026-03-20' }])).toEqual(['instalments']);
    expect(faults([{ until: '2026-03-10' }, { until: '2026-04-04' }])).toEqual(['instalments']);
  });
});

describe('a transferable credit (article 38)', () => {
  it('is refused by the field and its rule', () => {
    const draft = { issuingBank: 'c-bank', expiry: { date: '2026-04-03', place: 'HK' }, documents: [{ type: '380' }] };
    expect(draftSchema.safeParse({ ...draft, transferable: false }).success).toBe(true);
    const { error } = draftSchema.safeParse({ ...draft, transferable: true });
    expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'transferable: no credit here is transferable (UCP 600, article 38): the beneficiary is the supplier',
    ]);
  });
});
