import { describe, expect, it } from '@jest/globals';
import { customisationSchema } from '../../../src/domain/order/customisation.ts';
import { waitingOn } from '../../../src/domain/order/process.ts';
import { papersOf } from '../../../src/domain/order/papers.ts';
import { termsSchema } from '../../../src/domain/order/terms.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { onward } from '../../support/play.ts';
import { elapse, issue, last, monday, opened, type Played } from '../../support/played.ts';

const logo = { placement: 'base, front', method: 'ENGRAVING' as const, widthMm: 30, heightMm: 10 };
const customisation = {
  artwork: [{ name: 'logo.svg', sha256: 'c'.repeat(64) }],
  colours: ['PANTONE 186 C', 'PANTONE 18-1763 TCX'],
  packaging: 'gift box',
  logo,
  sampleFirst: true,
};
const base = termsOf({ customised: true }, monday);
const terms = termsSchema.parse({
  ...base,
  lines: base.lines.map((line) => (line.line === 2 ? { ...line, customisation } : line)),
});
const validUntil = addDays(monday, 30);
const quoted = issue(opened(), 'supplier', 'submitQuote', { terms, validUntil });
const hash = last(quoted, 'QuoteSubmitted').version.hash;
const agreed = issue(quoted, 'buyer', 'acceptQuote', { hash });
const id = last(agreed, 'SampleOrdered').samples[0]?.id;
const ordered = issue(agreed, 'buyer', 'issuePurchaseOrder', { number: 'PO-1', hash });
const submission = { sample: id, reference: 'SEAL-0007', sha256: 'd'.repeat(64) };
const submit = (played: Played) => issue(played, 'supplier', 'submitSample', submission);
const approved = issue(submit(ordered), 'buyer', 'approveSample', { sample: id, sha256: submission.sha256 });

const signed = () => {
  const drafted = issue(approved, 'supplier', 'draftContract');
  return issue(drafted, 'buyer', 'confirmContract', { hash: last(drafted, 'ContractDrafted').draft.hash });
};
const inspecting = onward(onward(onward(signed())));

describe('goods that need a sample first', () => {
  it('have it ordered by the house as soon as the quote is accepted, with a paper', () => {
    expect(last(agreed, 'SampleOrdered').samples).toMatchObject([
      { line: 2, pieces: 1, state: 'ORDERED', dueAt: addDays(agreed.now, 21) },
    ]);
    const happened = agreed.facts.find(({ type }) => type === 'SampleOrdered')!;
    expect(papersOf(agreed.order, happened, 9)).toMatchObject([{ type: '228', title: `Sample order ${id}` }]);
    expect(waitingOn(agreed.order)).toEqual(['supplier']);
  });

  it('cannot be contracted before the buyer has approved it', () => {
    expect(given(ordered).when('supplier', 'draftContract').thenRejected('sample-awaited').data).toEqual({
      lines: [2],
    });
    given(submit(ordered)).when('supplier', 'draftContract').thenRejected('sample-awaited');
  });

  it('are inspected by the approved sample, which both sign', () => {
    const drafted = issue(approved, 'supplier', 'draftContract');
    const draft = last(drafted, 'ContractDrafted').draft;
    expect(draft.goldenSamples).toMatchObject([{ line: 2, reference: 'SEAL-0007', sha256: submission.sha256 }]);
    const sealed = issue(drafted, 'buyer', 'confirmContract', { hash: draft.hash });
    expect(last(sealed, 'ContractSealed').contract.goldenSamples).toEqual(draft.goldenSamples);
    const changed = { ...terms, lines: terms.lines.map((line) => ({ ...line, customisation: undefined })) };
    given(sealed)
      .when('buyer', 'proposeAmendment', { terms: changed, reason: 'plain ones' })
      .thenRejected('clause-fixed');
  });

  it('show inspectors the golden sample and what the demand asked for', () => {
    const plan = last(inspecting, 'InspectionPlanned').plan;
    expect(plan.goldenSamples).toMatchObject([{ line: 2, reference: 'SEAL-0007' }]);
    expect(plan.checklist).toEqual([{ item: 'Desk lamps', quality: 'CE' }]);
  });

  it('are not those of another specification: an edited draft needs another sample', () => {
    const lines = terms.lines.map((line) =>
      line.line === 2 ? { ...line, customisation: { ...customisation, packaging: 'plain box' } } : line,
    );
    given(approved)
      .when('supplier', 'draftContract', { terms: { ...terms, lines } })
      .thenRejected('sample-awaited');
  });

  it('are approved by the hash handed in last, by the buyer only', () => {
    const wrong = { sample: id, sha256: 'e'.repeat(64) };
    given(submit(ordered)).when('buyer', 'approveSample', wrong).thenRejected('stale-hash');
    given(submit(ordered)).when('supplier', 'approveSample', wrong).thenRejected('not-your-move');
    given(ordered).when('buyer', 'approveSample', wrong).thenRejected('no-sample');
    given(submit(ordered)).when('supplier', 'submitSample', submission).thenRejected('no-sample');
  });

  it('are made anew when the buyer refuses, with as much time again', () => {
    const refused = issue(submit(ordered), 'buyer', 'refuseSample', { sample: id, reason: 'wrong red' });
    expect(last(refused, 'SampleRefused').dueAt).toBe(addDays(refused.now, 21));
    expect(waitingOn(refused.order)).toEqual(['supplier']);
    given(submit(refused))
      .when('buyer', 'approveSample', { sample: id, sha256: submission.sha256 })
      .thenFacts('SampleApproved');
  });

  it('stop the time to sign until the sample is approved, and end the trade when it does not come', () => {
    const late = elapse(ordered, addDays(monday, 20));
    expect(late.order.stage).toBe('contract');
    expect(elapse(late, addDays(monday, 22)).order).toMatchObject({ stage: 'closed', outcome: 'not-contracted' });
    const unanswered = elapse(submit(ordered), addDays(monday, 12));
    expect(unanswered.order).toMatchObject({ outcome: 'not-contracted' });
    const toSign = issue(submit(elapse(ordered, addDays(monday, 20))), 'buyer', 'approveSample', {
      sample: id,
      sha256: submission.sha256,
    });
    expect(elapse(toSign, addDays(monday, 23)).order.stage).toBe('contract');
    expect(elapse(toSign, addDays(monday, 40)).order).toMatchObject({ outcome: 'not-contracted' });
  });
});

describe('a customisation', () => {
  const faults = (change: object) => customisationSchema.safeParse({ ...customisation, ...change }).success;
  it.each([
    'PANTONE 186 C',
    'PANTONE Cool Gray 11 U',
    'PANTONE Black 6 C',
    'PANTONE Warm Red C',
    'PANTONE P 48-8 C',
    'PANTONE 18-1763 TCX',
    'PANTONE 10101 C',
  ])('names the colour %s', (colour) => {
    expect(faults({ colours: [colour] })).toBe(true);
  });

  it.each(['186 C', 'PANTONE 186', 'PANTONE 18-176 TCX', 'Pantone 186 C', 'red', '#ff0000'])(
    'does not take %s for a colour',
    (colour) => {
      expect(faults({ colours: [colour] })).toBe(false);
    },
  );

  it('says something, and its goods are customised', () => {
    expect(customisationSchema.safeParse({ sampleFirst: true }).success).toBe(false);
    const plain = { ...terms, lines: terms.lines.map((line) => ({ ...line, customised: false })) };
    expect(termsSchema.safeParse(plain).error?.issues[0]?.path.join('.')).toBe('lines.1.customised');
  });
});
