import { z } from 'zod';
import { addBusinessDays } from '../../calendar/calendar.ts';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import { planInspection, verdictOn } from '../inspection.ts';
import type { Findings, InspectionPlan } from '../inspected.ts';
import { commandOf, defineStage } from '../stage.ts';
import { paymentClock } from './clocks.ts';

const command = commandOf<'inspection'>();
const count = z.int().min(0).max(100_000_000_000);

/** The standard discontinues acceptance; whether goods are inspected all the same is for people to say. */
const discontinued = fact('AttentionRaised', {
  code: 'inspection-discontinued',
  detail: 'Five lots were not accepted under tightened inspection: the supplier has to improve (ISO 2859-1).',
});

/** The inspector opens the cartons drawn by lot and judges by the plan; the verdict must follow from the findings. */
export const inspection = defineStage('inspection', {
  title: 'Inspection',
  commands: {
    recordFindings: command({
      by: ['inspector'],
      summary: 'Record how many pieces were examined and the defects found, by class',
      input: z.strictObject({
        sampled: count,
        defects: z.strictObject({ critical: count, major: count, minor: count }),
        notes: z.string().max(4000).default(''),
        /** The answers to the check-list of the plan, each entry by its place in it: 1 is the first. */
        items: z
          .array(z.strictObject({ item: z.int().min(1).max(100), conforms: z.boolean(), note: z.string().max(1000) }))
          .max(100)
          .optional(),
      }),
      decide: ({ goods }, input, { now }) => {
        const plan = goods.plan as InspectionPlan;
        if (input.sampled < plan.sampleSize) {
          return reject('sample-too-small', `The plan asks for ${plan.sampleSize} pieces.`, {
            sampleSize: plan.sampleSize,
          });
        }
        const { checklist = [] } = plan;
        const answered = (input.items ?? []).map(({ item }) => item).sort((a, b) => a - b);
        if (input.items !== undefined && answered.join() !== checklist.map((_, index) => index + 1).join())
          return reject(
            'invalid-input',
            `items: answer each of the ${checklist.length} entries of the check-list once.`,
          );
        return accept(fact('FindingsRecorded', { findings: { ...input, at: now } }));
      },
    }),
    giveVerdict: command({
      by: ['inspector'],
      summary: 'Accept, reject, or send the lot back to be sorted or reworked',
      input: z.strictObject({ verdict: z.enum(['accept', 'reject', 'sort', 'rework']) }),
      ready: ({ goods }) => (goods.findings === null ? reject('findings-missing', 'Record the findings first.') : null),
      decide: ({ goods }, { verdict }) => {
        const computed = verdictOn(goods.plan as InspectionPlan, goods.findings as Findings);
        if ((verdict === 'accept') !== (computed.verdict === 'accept')) {
          return reject('verdict-contradicts-findings', `By the plan the findings mean ${computed.verdict}.`, {
            ...computed,
          });
        }
        const given = fact('VerdictGiven', { verdict, reasons: computed.reasons });
        if (verdict !== 'reject') return accept(given);
        return accept(
          given,
          fact('RefundDecided', { outcome: 'refunded', detail: 'The goods did not pass inspection.' }),
        );
      },
    }),
  },
  clocks: {
    inspectionDue: {
      label: 'time to inspect the goods',
      at: ({ stageSince, profile }) => addBusinessDays(stageSince, profile.clocks.inspectionBusinessDays, 'CN').due,
      attention: 'The inspection is overdue.',
    },
    paymentDue: paymentClock,
  },
  waitsFor: () => ['inspector'],
  enters: (order) => {
    const plan = planInspection(order);
    const planned = fact('InspectionPlanned', { plan });
    return plan.switching?.discontinued === true ? [planned, discontinued] : [planned];
  },
  leaves: ({ goods, contract }) => {
    if (goods.verdict === 'accept' || contract.terms.inspection.mode === 'NONE') return { to: 'matching' };
    return goods.receipt === null ? { to: 'warehouse' } : null;
  },
  leadsTo: ['matching', 'warehouse', 'refund'],
});
