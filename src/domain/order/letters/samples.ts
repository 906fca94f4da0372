import { tell, type Tellers } from './telling.ts';

type Samples =
  | 'QuoteOpened'
  | 'ShareAwarded'
  | 'SampleOrdered'
  | 'SampleSubmitted'
  | 'SampleApproved'
  | 'SampleRefused';

/** The samples that come before a contract on customised goods. The sourcing itself writes about opening and award. */
export const sampleTellers: Tellers<Samples> = {
  QuoteOpened: null,
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
