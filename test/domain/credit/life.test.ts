import { describe, expect, it } from '@jest/globals';
import { dayOfPresentation, lastDayOf, lastExaminationDay } from '../../../src/domain/credit/banking.ts';
import { examineBy, presentBy, runningCreditClocks, securesUntil } from '../../../src/domain/credit/clocks.ts';
import { paidRequests } from '../../../src/domain/credit/commands/presenting.ts';
import { type Credit, currentPresentation } from '../../../src/domain/credit/credit.ts';
import { creditCommands, judgeCreditClocks, judgeCreditHouse } from '../../../src/domain/credit/judge.ts';
import { creditRecordOf } from '../../../src/domain/credit/record.ts';
import { faultsOfClauses } from '../../../src/domain/credit/terms.ts';
import {
  advised,
  amountMinor,
  answered,
  beforeEaster,
  creditTerms,
  type CreditWho,
  documentSet,
  drafted,
  elapsed,
  issued,
  presented,
  requests,
} from '../../support/credits.ts';

const code = (credit: Credit, who: CreditWho, name: string, input: unknown = {}, at = beforeEaster): string => {
  const judgement = answered(credit, who, name, input, at);
  return 'rejection' in judgement ? judgement.rejection.code : 'accepted';
};
/** Thursday 2 April 2026, 11:00 in Hong Kong. */
const thursday = '2026-04-02T03:00:00.000Z';
const discrepant = (credit = presented(advised(), documentSet({ '271': { packages: 69 } }))) =>
  issued(credit, 'bank', 'findDiscrepancies', {}, thursday);

describe('a letter of credit', () => {
  it('can be withdrawn as a draft, and binds the bank once issued (articles 3 and 7)', () => {
    expect(code(drafted(), 'applicant', 'withdrawDraft', { reason: 'changed' }, '2026-02-02T02:30:00Z')).toBe(
      'accepted',
    );
    expect(code(advised(), 'applicant', 'withdrawDraft', { reason: 'changed' }, '2026-02-03T02:30:00Z')).toBe(
      'wrong-stage',
    );
  });

  it('is moved by its own parties only', () => {
    expect(code(drafted(), 'advising', 'issue')).toBe('not-your-move');
    expect(code(drafted(), 'outsider', 'issue')).toBe('not-your-move');
    expect(code(advised(), 'applicant', 'present', { documents: [], requests })).toBe('not-your-move');
  });

  it('is confirmed by the bank named for it, once, and by no other (article 8)', () => {
    const terms = creditTerms({ confirmingBank: 'c-secondbank' });
    const confirmed = issued(advised(terms), 'advising', 'confirm', {}, '2026-02-03T03:00:00.000Z');
    expect(confirmed.confirmedAt).toBe('2026-02-03T03:00:00.000Z');
    expect(code(confirmed, 'advising', 'confirm', {}, '2026-02-03T04:00:00.000Z')).toBe('not-confirmable');
    expect(code(advised(), 'advising', 'confirm')).toBe('not-your-move');
    expect(code(presented(advised(terms)), 'advising', 'findComplying')).toBe('not-confirmable');
  });

  it('calls for an invoice, and says by when to ship where it calls for a transport document', () => {
    const { documents, expiry } = creditTerms();
    const faults = (clauses: Parameters<typeof faultsOfClauses>[0]) => faultsOfClauses(clauses).map(({ path }) => path);
    expect(faults({ documents, expiry, latestShipment: '2026-03-20' })).toEqual([]);
    expect(faults({ documents, expiry, latestShipment: '2026-04-04' })).toEqual(['latestShipment']);
    expect(faults({ documents: documents.slice(1), expiry })).toEqual(['documents', 'latestShipment']);
  });
});

describe('the banking days', () => {
  const bank = creditTerms();

  it('give five days to examine after the day of presentation, none of them a holiday (14(b), article 2)', () => {
    // Wednesday 1 April: the 2nd, then Easter and Ching Ming until the 7th, the 8th, 9th, 10th and 13th.
    expect(lastExaminationDay('2026-04-01', bank, [])).toBe('2026-04-13');
    expect(examineBy(presented(advised()))).toBe('2026-04-13T09:00:00.000Z');
  });

  it('count a presentation from closing time on, as the clocks do, on the next banking day (article 33)', () => {
    expect(dayOfPresentation('2026-04-01T08:59:59.999Z', bank, [])).toBe('2026-04-01');
    expect(dayOfPresentation('2026-04-01T09:00:00.000Z', bank, [])).toBe('2026-04-02');
    expect(dayOfPresentation('2026-04-02T09:00:01.000Z', bank, [])).toBe('2026-04-08');
    expect(dayOfPresentation('2026-04-01T23:30:00.000Z', bank, [])).toBe('2026-04-02');
  });

  it('move an expiry on a closed day to the next open one (29(a))', () => {
    expect(lastDayOf(bank)).toBe('2026-04-08');
    expect(elapsed(advised(), '2026-04-08T08:59:59.000Z').stage).toBe('advised');
    expect(elapsed(advised(), '2026-04-08T09:00:00.000Z')).toMatchObject({ stage: 'closed', outcome: 'expired' });
  });

  it('lengthen the examination, and never the credit, when force majeure closes the bank (article 36)', () => {
    const interruption = { from: '2026-04-08', until: '2026-04-09', reason: 'typhoon' };
    expect(lastExaminationDay('2026-04-01', bank, [interruption])).toBe('2026-04-15');
    const closed = issued(advised(), 'bank', 'reportInterruption', interruption, '2026-04-02T03:00:00.000Z');
    expect(runningCreditClocks(closed).find(({ clock }) => clock === 'expiry')?.at).toBe('2026-04-08T09:00:00.000Z');
  });

  it('end the time to present 21 days after the shipment, or on the first open day after them (14(c), 29(a))', () => {
    const terms = creditTerms({ expiry: { date: '2026-04-30', place: 'Hong Kong' } });
    const shipped = judgeCreditHouse(
      advised(terms),
      { name: 'reportShipment', input: { on: '2026-03-13' } },
      beforeEaster,
    );
    if ('rejection' in shipped) throw new Error(shipped.rejection.detail);
    expect(presentBy(advised(terms))).toBe('2026-04-30');
    expect(presentBy(shipped.credit)).toBe('2026-04-08');
    const receipted = creditTerms({ documents: creditTerms().documents.slice(0, 2) });
    expect(presentBy({ ...advised(receipted), shippedOn: '2026-03-01' })).toBe('2026-04-08');
  });
});

describe('an amendment', () => {
  const asked = (terms = creditTerms({ latestShipment: '2026-03-25' })) =>
    issued(advised(), 'applicant', 'requestAmendment', { reason: 'later ship', terms }, '2026-03-02T02:00:00.000Z');
  const sent = (credit = asked()) =>
    issued(credit, 'bank', 'issueAmendment', { hash: credit.amendment?.hash }, '2026-03-02T03:00:00.000Z');
  const at = '2026-03-03T02:00:00.000Z';

  it('leaves the credit as it was until the beneficiary accepts it, whole (10(c), 10(e))', () => {
    const waiting = sent();
    expect(waiting.terms.latestShipment).toBe('2026-03-20');
    expect(waiting.amendment?.changes).toEqual([{ path: 'latestShipment', from: '2026-03-20', to: '2026-03-25' }]);
    const { hash } = waiting.amendment ?? { hash: '' };
    expect(code(waiting, 'beneficiary', 'acceptAmendment', { hash: 'f'.repeat(64) }, at)).toBe('stale-hash');
    const accepted = issued(waiting, 'beneficiary', 'acceptAmendment', { hash }, at);
    expect(accepted).toMatchObject({ amendment: null, amended: [hash], terms: { latestShipment: '2026-03-25' } });
    const refused = issued(waiting, 'beneficiary', 'refuseAmendment', { hash, reason: 'no' }, at);
    expect(refused).toMatchObject({ stage: 'advised', amendment: null, amended: [] });
    expect(refused.terms.latestShipment).toBe('2026-03-20');
  });

  it('is answered by nobody before the bank has issued it, and never by silence (10(b), 10(f))', () => {
    const { hash } = asked().amendment ?? { hash: '' };
    expect(code(asked(), 'beneficiary', 'acceptAmendment', { hash }, at)).toBe('no-amendment');
    expect(elapsed(sent(), '2026-03-20T02:00:00.000Z').amendment?.hash).toBe(hash);
    expect(code(sent(), 'applicant', 'requestAmendment', { reason: 'again', terms: creditTerms() }, at)).toBe(
      'amendment-open',
    );
    expect(code(advised(), 'applicant', 'requestAmendment', { reason: 'x', terms: creditTerms() }, at)).toBe(
      'no-change',
    );
  });

  it('is accepted by documents that comply with it (10(c))', () => {
    const carriage = { ...documentSet().find(({ type }) => type === '705')?.carriage, shippedOn: '2026-03-25' };
    const late = documentSet({ '705': { carriage, issuedOn: '2026-03-25' } });
    const taken = presented(sent(), late);
    expect(taken).toMatchObject({ stage: 'presented', amendment: null, terms: { latestShipment: '2026-03-25' } });
    expect(currentPresentation(taken)?.foreseen).toEqual([]);
    const without = presented(advised(), late);
    expect(currentPresentation(without)?.foreseen.map(({ article }) => article)).toEqual(['20(a)(ii)']);
  });

  it('can cancel the credit when all three agree (10(a))', () => {
    const ending = asked(null as never);
    const issuedEnd = sent(ending);
    const cancelled = issued(issuedEnd, 'beneficiary', 'acceptAmendment', { hash: ending.amendment?.hash }, at);
    expect(cancelled).toMatchObject({ stage: 'closed', outcome: 'cancelled' });
    expect(securesUntil(cancelled)).toBeNull();
  });
});

describe('a presentation', () => {
  it('draws exactly what the order asks for', () => {
    const documents = documentSet();
    expect(code(advised(), 'beneficiary', 'present', { documents, requests: [] })).toBe('no-request-open');
    const other = requests.map((each) => ({ ...each, amountMinor: amountMinor + 1 }));
    expect(code(advised(), 'beneficiary', 'present', { documents, requests: other })).toBe('drawing-differs');
    expect(code(advised(), 'beneficiary', 'present', { documents: [], requests })).toBe('no-invoice');
    const [first] = requests;
    const two = [
      { ...first!, amountMinor: 40 },
      { ...first!, amountMinor: 60 },
    ];
    expect([100, 40, 60, 99].map((drawing) => paidRequests(two, drawing)?.length ?? 0)).toEqual([2, 1, 0, 0]);
  });

  it('that complies is honoured at sight, request by request, and closes the credit when it is paid', () => {
    const complying = issued(presented(advised()), 'bank', 'findComplying', {}, thursday);
    const judged = answered(complying, 'bank', 'honour', {}, thursday);
    if ('rejection' in judged) throw new Error(judged.rejection.detail);
    expect(judged.facts).toMatchObject([
      { type: 'CreditHonoured', data: { maturity: '2026-04-02', amountMinor, payments: requests } },
    ]);
    expect(judged.credit.stage).toBe('honoured');
    expect(elapsed(judged.credit, '2026-04-08T09:00:00.000Z')).toMatchObject({ stage: 'closed', outcome: 'drawn' });
  });

  it('under a deferred payment credit is paid its days after the shipment, on a banking day', () => {
    const available = { by: 'DEFERRED_PAYMENT' as const, days: 30, from: 'PRESENTATION' as const };
    const complying = issued(presented(advised(creditTerms({ available }))), 'bank', 'findComplying', {}, thursday);
    // 30 days after Wednesday 1 April are Friday 1 May, a holiday.
    expect(issued(complying, 'bank', 'honour', {}, thursday).presentations[0]?.honoured?.maturity).toBe('2026-05-04');
  });

  it('the bank lets lie beyond the fifth banking day must be honoured, whatever is wrong with it (16(f))', () => {
    expect(elapsed(discrepant(), '2026-04-13T08:59:59.999Z').stage).toBe('discrepant');
    const late = elapsed(discrepant(), '2026-04-13T09:00:00.000Z');
    expect(late).toMatchObject({ stage: 'complying', presentations: [{ precluded: true }] });
    const tuesday = '2026-04-14T02:00:00.000Z';
    expect(code(late, 'bank', 'refuseDocuments', { disposal: 'RETURNING' }, tuesday)).toBe('bank-precluded');
    expect(code(late, 'bank', 'honour', {}, tuesday)).toBe('accepted');
    expect(elapsed(late, '2026-04-14T09:00:00.000Z').attention?.code).toBe('honour-overdue');
  });

  it('is refused in one notice with each discrepancy, what the bank adds included (16(c))', () => {
    const own = { article: '14(d)', document: '271', field: 'marks', expected: 'LAMPS', found: 'SHADES' };
    const credit = presented(advised(), documentSet({ '271': { packages: 69 } }));
    const seen = issued(credit, 'bank', 'findDiscrepancies', { foreseen: true, discrepancies: [own] }, thursday);
    const refused = issued(seen, 'bank', 'refuseDocuments', { disposal: 'HOLDING_FOR_PRESENTER' }, thursday);
    expect(refused.presentations[0]?.notice).toMatchObject({
      discrepancies: [{ article: '14(d)', field: 'packages' }, own],
      disposal: 'HOLDING_FOR_PRESENTER',
    });
    expect(code(refused, 'bank', 'refuseDocuments', { disposal: 'RETURNING' }, thursday)).toBe('wrong-stage');
    expect(code(refused, 'bank', 'honour', {}, thursday)).toBe('waiver-not-asked');
    expect(code(refused, 'applicant', 'waiveDiscrepancies', {}, thursday)).toBe('waiver-not-asked');
    expect(code(refused, 'beneficiary', 'present', { documents: documentSet(), requests }, thursday)).toBe('accepted');
    expect(code(credit, 'bank', 'findDiscrepancies', { foreseen: false, discrepancies: [] }, thursday)).toBe(
      'invalid-input',
    );
  });

  it('is honoured once the applicant has waived, which does not lengthen the time to refuse (16(b))', () => {
    expect(code(discrepant(), 'applicant', 'waiveDiscrepancies', {}, thursday)).toBe('waiver-not-asked');
    const asked = issued(discrepant(), 'bank', 'askWaiver', {}, thursday);
    expect(examineBy(asked)).toBe('2026-04-13T09:00:00.000Z');
    expect(code(asked, 'bank', 'honour', {}, thursday)).toBe('waiver-not-asked');
    const waived = issued(asked, 'applicant', 'waiveDiscrepancies', {}, thursday);
    expect(issued(waived, 'bank', 'honour', {}, thursday).stage).toBe('honoured');
    const declined = issued(asked, 'applicant', 'declineWaiver', { reason: 'no' }, thursday);
    expect(code(declined, 'bank', 'honour', {}, thursday)).toBe('waiver-not-asked');
  });

  it('in parts leaves the rest of the credit to be drawn (article 31)', () => {
    const half = documentSet({
      '380': {
        amount: { currency: 'USD', minor: 625_000 },
        lines: [{ line: 1, description: 'LED desk lamp, model A', quantity: 500 }],
      },
      '271': { lines: [] },
    });
    const part = [{ request: 'P1', reference: 'RF18539007547034', amountMinor: 625_000, currency: 'USD' }];
    const at = '2026-03-16T03:00:00.000Z';
    const credit = advised(creditTerms({ partialShipments: true }));
    const first = issued(credit, 'beneficiary', 'present', { documents: half, requests: part }, at);
    expect(currentPresentation(first)?.foreseen).toEqual([]);
    const paid = issued(issued(first, 'bank', 'findComplying', {}, at), 'bank', 'honour', {}, at);
    expect(paid.stage).toBe('advised');
    const again = issued(paid, 'beneficiary', 'present', { documents: documentSet(), requests }, at);
    expect(currentPresentation(again)?.foreseen.map(({ article }) => article)).toEqual(['30(b)', '18(b)']);
  });
});

describe('the order may count on a credit', () => {
  it('from its issue until the money of a presentation on its last day has had time to come', () => {
    expect(securesUntil(drafted())).toBeNull();
    // Last day 8 April; the 9th, 10th, 13th, 14th and 15th for the money.
    expect(securesUntil(advised())).toBe('2026-04-15T09:00:00.000Z');
    // Presented on the 1st, examined until the 13th; the 14th to the 20th for the money.
    expect(securesUntil(presented(advised()))).toBe('2026-04-20T09:00:00.000Z');
    expect(securesUntil(elapsed(advised(), '2026-04-08T09:00:00.000Z'))).toBeNull();
  });
});

describe('what is written down', () => {
  it('sends the notice to beneficiary and applicant with each discrepancy in it', () => {
    const judged = answered(discrepant(), 'bank', 'refuseDocuments', { disposal: 'RETURNING' }, thursday);
    if ('rejection' in judged) throw new Error(judged.rejection.detail);
    const { letters, view, facts } = creditRecordOf(discrepant(), judged.facts, { id: 'c1', name: 'refuseDocuments' });
    expect(letters.map(({ kind, to }) => `${kind} ${to.role}`)).toEqual([
      'credit-discrepancies supplier',
      'credit-discrepancies buyer',
    ]);
    expect(letters[0]?.data).toMatchObject({ count: 1, disposal: 'RETURNING' });
    expect(facts.map(({ seq }) => seq)).toEqual([view.version]);
  });

  it('warns both sides a week before the last day, once', () => {
    const warned = judgeCreditClocks(advised(), '2026-04-01T09:00:00.000Z');
    expect(warned.facts.map(({ type }) => type)).toEqual(['ExpiryNeared']);
    expect(elapsed(warned.credit, '2026-04-02T09:00:00.000Z')).toEqual(warned.credit);
  });

  it('names a summary for every command', () => {
    expect(Object.values(creditCommands).filter(({ summary }) => summary.length < 20)).toEqual([]);
  });
});
