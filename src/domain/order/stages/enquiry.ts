import { z } from 'zod';
import { addBusinessDays, addOpenMillis, openMillisBetween } from '../../calendar/calendar.ts';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import { commandOf, defineStage } from '../stage.ts';
import { addDays, isAfter } from '../time.ts';
import { offerSchema } from '../options.ts';
import { lateAnswer, strayLines } from '../sourced.ts';
import { offeredVersion } from './offer.ts';

const command = commandOf<'enquiry'>();
export const reasonSchema = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

/** The supplier answers the buyer's demand within the answer clock, which stands still while details are awaited. */
export const enquiry = defineStage('enquiry', {
  title: 'Enquiry',
  commands: {
    submitQuote: command({
      by: ['supplier'],
      summary: 'Offer terms: version 1, valid until an instant',
      input: offerSchema,
      decide: (order, input, { now }) => {
        const version = offeredVersion(order, [], 'supplier', input, { now });
        if ('rejection' in version) return version;
        const late = lateAnswer(order, now, version.validUntil) ?? strayLines(order, input.terms);
        if (late !== null) return late;
        return accept(fact('QuoteSubmitted', { version }));
      },
    }),
    proposeTerms: command({
      by: ['buyer'],
      relayed: true,
      summary: 'Open the order with terms of your own, for the supplier to answer (part of the opening)',
      input: offerSchema,
      ready: ({ firstQuote, sourcing }) =>
        firstQuote === null && sourcing === undefined
          ? null
          : reject('award-decides', 'Terms are proposed with the opening of an order of its own.'),
      decide: (order, input, { now }) => {
        const days = order.profile.clocks.counterOfferDays;
        const limit = days === undefined ? undefined : addDays(now, days);
        const version = offeredVersion(order, [], 'buyer', input, { now, limit });
        return 'rejection' in version ? version : accept(fact('TermsProposed', { version }));
      },
    }),
    askForDetails: command({
      by: ['supplier'],
      summary: 'Ask the buyer a question; the answer clock pauses',
      input: z.strictObject({ question: z.string().trim().min(1).max(2000) }),
      ready: ({ answer }) =>
        answer.question === null ? null : reject('details-awaited', 'A question is already waiting for the buyer.'),
      decide: (_order, { question }) => accept(fact('DetailsAsked', { question })),
    }),
    answerDetails: command({
      by: ['buyer'],
      summary: "Answer the supplier's question; the answer clock goes on",
      input: z.strictObject({ answer: z.string().trim().min(1).max(4000) }),
      ready: ({ answer }) =>
        answer.question === null ? reject('no-details-asked', 'The supplier has asked nothing.') : null,
      decide: ({ answer, supplierCalendar, sourcing }, input, { now }) => {
        const askedAt = answer.askedAt ?? now;
        // What had run out before the question stays run out.
        const shift = (due: string) =>
          // The deadline of a sourcing is the same for every supplier, whoever asks.
          sourcing !== undefined || isAfter(askedAt, due)
            ? due
            : addOpenMillis(now, openMillisBetween(askedAt, due, supplierCalendar), supplierCalendar);
        return accept(
          fact('DetailsAnswered', { answer: input.answer, dueAt: shift(answer.dueAt), warnAt: shift(answer.warnAt) }),
        );
      },
    }),
    declineEnquiry: command({
      by: ['supplier'],
      summary: 'Decline to quote',
      input: reasonSchema,
      decide: (_order, { reason }) =>
        accept(fact('EnquiryDeclined', { reason }), fact('OrderClosed', { outcome: 'declined', reason })),
    }),
    withdraw: command({
      by: ['buyer'],
      summary: 'Withdraw the enquiry',
      input: reasonSchema,
      decide: (_order, { reason }) =>
        accept(fact('Withdrawn', { by: 'buyer', reason }), fact('OrderClosed', { outcome: 'withdrawn', reason })),
    }),
  },
  clocks: {
    answerWarning: {
      label: 'half of the time to answer the enquiry is over',
      at: ({ answer }) => (answer.question === null ? answer.warnAt : null),
    },
    answerDue: {
      label: 'time for the supplier to answer the enquiry',
      at: ({ answer, sourcing }) =>
        sourcing === undefined ? (answer.question === null ? answer.dueAt : null) : sourcing.deadline,
      runsOut: () => [fact('OrderClosed', { outcome: 'unanswered', reason: 'The supplier did not answer in time.' })],
    },
    detailsDue: {
      label: "time for the buyer to answer the supplier's question",
      at: ({ answer, profile, sourcing }) =>
        answer.askedAt === null || sourcing !== undefined
          ? null
          : addBusinessDays(answer.askedAt, profile.clocks.detailsBusinessDays, 'HK+CN').due,
      runsOut: () => [
        fact('OrderClosed', { outcome: 'withdrawn', reason: 'The buyer did not give the details asked for.' }),
      ],
    },
  },
  waitsFor: ({ answer }) => (answer.question === null ? ['supplier'] : ['buyer']),
  leaves: ({ firstQuote }) => (firstQuote === null ? null : { to: 'quote' }),
  leadsTo: ['quote', 'closed'],
});
