import { isAfter } from '../time.ts';
import { tell, type Tellers } from './telling.ts';

type Samples =
  | 'QuoteOpened'
  | 'SourcingExtended'
  | 'ShareAwarded'
  | 'SampleOrdered'
  | 'SampleSubmitted'
  | 'SampleApproved'
  | 'SampleRefused';

/** The samples that come before a contract on customised goods. The sourcing itself writes about opening and award. */
export const sampleTellers: Tellers<Samples> = {
  QuoteOpened: null,
  SourcingExtended: ({ deadline, reason }, order) => {
    const until = order.stage === 'quote' ? (order.versions.at(-1)?.validUntil ?? null) : null;
    const quote = until === null ? 'none' : isAfter(until, deadline) ? 'stands' : 'renew';
    return [tell('supplier', 'sourcing-extended', { deadline, reason, quote })];
  },
  ShareAwarded: null,
  SampleOrdered: ({ samples }) =>
    samples.map(({ id, line, pieces, dueAt }) =>
      tell('supplier', 'sample-ordered', { sample: id, line, pieces, dueAt }),
    ),
  SampleSubmitted: ({ submission: { sample, reference }, answerBy }) => [
    tell('buyer', 'sample-submitted', { sample, reference, answerBy }),
  ],
  SampleApproved: ({ sample, reference }) => [tell('supplier', 'sample-approved', { sample, reference })],
  SampleRefused: ({ sample, reason, dueAt }) => [tell('supplier', 'sample-refused', { sample, reason, dueAt })],
};
