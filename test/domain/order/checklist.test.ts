import { describe, expect, it } from '@jest/globals';
import type { Contracted } from '../../../src/domain/order/order.ts';
import { given } from '../../support/given.ts';
import { issue, last } from '../../support/played.ts';
import { upTo } from '../../support/play.ts';

const inspecting = upTo('inspection');
const plan = (inspecting.order as Contracted).goods.plan;
const checklist = plan?.checklist ?? [];
const findings = (items?: object[]) => ({
  sampled: plan?.sampleSize,
  defects: { critical: 0, major: 0, minor: 0 },
  ...(items === undefined ? {} : { items }),
});
const answers = (conforms: boolean) => checklist.map((_, at) => ({ item: at + 1, conforms, note: 'no CE mark' }));

describe('the check-list of the demand', () => {
  it('is the one of the enquiry, and answered entry by entry', () => {
    expect(checklist.length).toBeGreaterThan(0);
    const found = given(inspecting).when('inspector', 'recordFindings', findings(answers(true)));
    expect(last(found.thenFacts('FindingsRecorded'), 'FindingsRecorded').findings.items).toEqual(answers(true));
  });

  it('is answered whole: no entry left out, twice or made up', () => {
    const whole = answers(true);
    for (const items of [[], [...whole, ...whole], [...whole.slice(1), { item: 99, conforms: true, note: '' }]])
      given(inspecting).when('inspector', 'recordFindings', findings(items)).thenRejected('invalid-input');
  });

  it('keeps goods that are not as asked from being accepted, however few the defects', () => {
    const found = issue(inspecting, 'inspector', 'recordFindings', findings(answers(false)));
    given(found).when('inspector', 'giveVerdict', { verdict: 'accept' }).thenRejected('verdict-contradicts-findings');
    const rejected = given(found).when('inspector', 'giveVerdict', { verdict: 'reject' });
    const refunding = rejected.thenFacts('VerdictGiven', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
    expect(last(refunding, 'VerdictGiven').reasons[0]).toBe(`${checklist[0]?.item} is not as asked: no CE mark`);
  });

  it('met, or not answered, leaves the verdict to the defects', () => {
    for (const items of [answers(true), undefined]) {
      const found = issue(inspecting, 'inspector', 'recordFindings', findings(items));
      given(found).when('inspector', 'giveVerdict', { verdict: 'accept' }).thenFacts('VerdictGiven', 'StageEntered');
    }
  });
});
