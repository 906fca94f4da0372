import type { Order } from '../order.ts';
import type { Sample } from '../sample.ts';
import { at, type Evolvers } from './evolver.ts';

type OfSamples = 'SampleOrdered' | 'SampleSubmitted' | 'SampleApproved' | 'SampleRefused';

const change = (order: Order, id: string, changed: (sample: Sample) => Sample): Order => {
  const agreed = at(order, 'contract');
  const kept = (agreed.drafting.samples ?? []).map((each) => (each.id === id ? changed(each) : each));
  return { ...agreed, drafting: { ...agreed.drafting, samples: kept } };
};

/** Samples made before the contract is signed. */
export const samples: Evolvers<OfSamples> = {
  SampleOrdered: (order, { samples: ordered }) => {
    const agreed = at(order, 'contract');
    return { ...agreed, drafting: { ...agreed.drafting, samples: ordered } };
  },
  SampleSubmitted: (order, { submission, answerBy }) =>
    change(order, submission.sample, (sample) => ({
      ...sample,
      state: 'SUBMITTED',
      answerBy,
      submissions: [...sample.submissions, submission],
    })),
  SampleApproved: (order, { sample: id, confirmBy }) => {
    const approved = at(
      change(order, id, (sample) => ({ ...sample, state: 'APPROVED', answerBy: null })),
      'contract',
    );
    // The time to sign begins when the last sample is approved.
    return confirmBy === null ? approved : { ...approved, drafting: { ...approved.drafting, confirmBy } };
  },
  SampleRefused: (order, { sample: id, dueAt }) =>
    change(order, id, (sample) => ({
      ...sample,
      state: 'ORDERED',
      answerBy: null,
      dueAt,
      refusals: sample.refusals + 1,
    })),
};
