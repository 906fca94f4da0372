import { z } from 'zod';
import { addBusinessDays } from '../../calendar/calendar.ts';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import { optionBy } from '../options.ts';
import type { OrderAt } from '../order.ts';
import { awaitedSamples, type Sample, type Submission } from '../sample.ts';
import { type Clock, commandOf } from '../stage.ts';
import { addDays } from '../time.ts';
import { hashSchema } from './quote.ts';

const command = commandOf<'contract'>();
type Drafting = OrderAt<'contract'>;

const sampleId = z.string().min(1).max(64);
const find = ({ drafting }: Drafting, id: string): Sample | undefined =>
  drafting.samples?.find((each) => each.id === id);
const submitted = ({ drafting }: Drafting) => drafting.samples?.some(({ state }) => state === 'SUBMITTED') === true;
const noSample = (id: string, what: string) => reject('no-sample', `sample: ${id} is no sample ${what}.`);
const last = (sample: Sample): Submission => sample.submissions[sample.submissions.length - 1] as Submission;
const confirmDays = ({ profile }: Drafting): number => profile.clocks.confirmContractBusinessDays;
const nothingSubmitted = (order: Drafting) =>
  submitted(order) ? null : reject('no-sample', 'No sample is waiting for your answer.');

/** Samples of customised goods: made by the supplier, answered by the buyer, before anybody signs. */
export const sampleCommands = {
  submitSample: command({
    by: ['supplier'],
    summary: 'Hand in a sample: the number of its seal, and the hash of what describes it',
    input: z.strictObject({
      sample: sampleId,
      reference: z.string().trim().min(1).max(64),
      sha256: hashSchema,
      note: z.string().max(2000).default(''),
    }),
    ready: ({ drafting }) =>
      drafting.samples?.some(({ state }) => state === 'ORDERED') === true
        ? null
        : reject('no-sample', 'No sample is asked for, or all are handed in.'),
    decide: (order, input, { now }) => {
      if (find(order, input.sample)?.state !== 'ORDERED') return noSample(input.sample, 'you are asked for');
      const answerBy = addBusinessDays(now, confirmDays(order), 'HK+CN').due;
      return accept(fact('SampleSubmitted', { submission: { ...input, at: now }, answerBy }));
    },
  }),
  approveSample: command({
    by: ['buyer'],
    summary: 'Approve a sample, named by its hash: it is the standard the goods are inspected by',
    input: z.strictObject({ sample: sampleId, sha256: hashSchema }),
    ready: nothingSubmitted,
    decide: (order, { sample: id, sha256 }, { now }) => {
      const sample = find(order, id);
      if (sample?.state !== 'SUBMITTED') return noSample(id, 'that waits for your answer');
      const { reference, sha256: hash } = last(sample);
      if (sha256 !== hash) return reject('stale-hash', 'This is not the hash of the sample handed in last.', { hash });
      const wasLast = awaitedSamples(order.drafting.samples).length === 1;
      const confirmBy = wasLast ? addBusinessDays(now, confirmDays(order), 'HK+CN').due : null;
      return accept(fact('SampleApproved', { sample: id, sha256, reference, confirmBy }));
    },
  }),
  refuseSample: command({
    by: ['buyer'],
    summary: 'Refuse a sample, with the reason: the supplier makes another',
    input: z.strictObject({ sample: sampleId, reason: z.string().trim().min(1).max(2000) }),
    ready: nothingSubmitted,
    decide: (order, { sample: id, reason }, { now }) => {
      const sample = find(order, id);
      if (sample?.state !== 'SUBMITTED') return noSample(id, 'that waits for your answer');
      const terms = optionBy(order.versions, order.acceptedHash)?.terms;
      const days = terms?.lines.find(({ line }) => line === sample.line)?.customisation?.sampleDays;
      return accept(fact('SampleRefused', { sample: id, reason, dueAt: addDays(now, days ?? 0) }));
    },
  }),
};

const earliest = (instants: (string | null)[]): string | null =>
  instants.filter((each) => each !== null).sort()[0] ?? null;

/** A sample that is not made, or not answered, ends the trade: nobody has signed yet. */
export const sampleClocks: Record<'sampleDue' | 'sampleAnswer', Clock<'contract'>> = {
  sampleDue: {
    label: 'time for the supplier to hand in the sample',
    at: ({ drafting }) =>
      earliest((drafting.samples ?? []).filter(({ state }) => state === 'ORDERED').map(({ dueAt }) => dueAt)),
    runsOut: () => [
      fact('OrderClosed', { outcome: 'not-contracted', reason: 'The sample was not handed in in time.' }),
    ],
  },
  sampleAnswer: {
    label: 'time for the buyer to answer the sample',
    at: ({ drafting }) => earliest((drafting.samples ?? []).map(({ answerBy }) => answerBy)),
    runsOut: () => [
      fact('OrderClosed', { outcome: 'not-contracted', reason: 'The buyer did not answer the sample in time.' }),
    ],
  },
};
