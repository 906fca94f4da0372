import { addDays } from '../order/time.ts';
import {
  bankingDayAfter,
  closingOf,
  lastDayAfterShipment,
  lastDayOf,
  lastExaminationDay,
  openDayFrom,
} from './banking.ts';
import { bankDateOf } from '../reconciliation/banking-days.ts';
import { type Credit, currentPresentation, honouredRequests, isBeforeBank, nextInstalment } from './credit.ts';
import { creditFact, type CreditFact } from './facts.ts';
import { transportArticles } from './terms.ts';

/** A point in time at which the house acts when nobody else did. */
export interface CreditClock {
  label: string;
  /** ISO instant, or null while it does not run. */
  at(credit: Credit): string | null;
  runsOut(credit: Credit): CreditFact[];
  /** True: it runs over stages, so entering another does not start it anew. */
  overall?: true;
}

const warningDays = 7;
const moneyDays = 5;

/** The last day to draw the next instalment, the first banking day after it where that is none (29(a)). */
const instalmentBy = (credit: Credit): string | null => {
  const period = nextInstalment(credit);
  return period === null ? null : openDayFrom(period.until, credit.terms);
};

/** The last day to present now: the credit's own, or sooner by instalment or days after shipment (14(c), 29(a), 32). */
export function presentBy(credit: Credit): string {
  const { terms, shippedOn } = credit;
  const last = instalmentBy(credit) ?? lastDayOf(terms);
  const transport = terms.documents.some(
    ({ type, originals }) => originals > 0 && transportArticles[type] !== undefined,
  );
  if (shippedOn === null || !transport) return last;
  const after = lastDayAfterShipment(shippedOn, terms);
  return after < last ? after : last;
}

/** When the time to examine the documents now before the bank is over: the close of the fifth banking day (16(d)). */
export function examineBy(credit: Credit): string | null {
  const presentation = currentPresentation(credit);
  if (presentation === null) return null;
  return closingOf(lastExaminationDay(presentation.day, credit.terms, credit.interruptions), credit.terms);
}

/** When an honoured presentation is to be paid: at once, or its days after shipment or presentation. */
export function maturityOf(credit: Credit, now: string): string {
  const { terms } = credit;
  const today = bankDateOf(now);
  if (!('days' in terms.available)) return openDayFrom(today, terms);
  const presented = currentPresentation(credit)?.day ?? today;
  const start = terms.available.from === 'SHIPMENT' ? (credit.shippedOn ?? presented) : presented;
  const due = addDays(`${start}T00:00:00Z`, terms.available.days).slice(0, 10);
  return openDayFrom(due < today ? today : due, terms);
}

const waitingDocuments = (credit: Credit): boolean =>
  credit.stage === 'refused' && currentPresentation(credit)?.notice?.disposal === 'HOLDING_FOR_WAIVER';

/**
 * When a credit ends that nobody draws on: as the bank closes on its last day. Documents the bank holds for a waiver
 * keep it for as long as an examination may take.
 */
function endsAt(credit: Credit, lastDay = lastDayOf(credit.terms)): string {
  const last = closingOf(lastDay, credit.terms);
  const notice = currentPresentation(credit)?.notice;
  if (!waitingDocuments(credit) || notice === null || notice === undefined) return last;
  const held = closingOf(bankingDayAfter(bankDateOf(notice.at), moneyDays, credit.terms), credit.terms);
  return held > last ? held : last;
}

const underExamination = ['presented', 'examining', 'discrepant'];
const drawable = ['issued', 'advised', 'refused'];
const expires = ['draft', 'issued', 'advised', 'refused'];

export const creditClocks: Record<string, CreditClock> = {
  examinationDue: {
    label: 'time to examine the documents',
    at: (credit) => (underExamination.includes(credit.stage) ? examineBy(credit) : null),
    runsOut: (credit) => [
      creditFact('BankPrecluded', {
        presentation: currentPresentation(credit)?.id ?? '',
        due: examineBy(credit) ?? '',
      }),
    ],
  },
  honourDue: {
    label: 'time to honour complying documents',
    at: (credit) =>
      credit.stage === 'complying'
        ? closingOf(bankingDayAfter(bankDateOf(credit.stageSince), 1, credit.terms), credit.terms)
        : null,
    runsOut: () => [
      creditFact('CreditAttentionRaised', {
        code: 'honour-overdue',
        detail: 'The bank must honour and has not (UCP 600, articles 15 and 16(f)).',
      }),
    ],
  },
  expiryNear: {
    label: 'warning before the last day to present',
    overall: true,
    at: (credit) =>
      drawable.includes(credit.stage)
        ? addDays(closingOf(presentBy(credit), credit.terms), -warningDays)
        : null,
    runsOut: (credit) => [creditFact('ExpiryNeared', { lastDay: presentBy(credit) })],
  },
  instalmentMissed: {
    label: 'last day to draw the instalment',
    at: (credit) => {
      const last = instalmentBy(credit);
      return last !== null && drawable.includes(credit.stage) ? endsAt(credit, last) : null;
    },
    runsOut: (credit) => [
      creditFact('CreditClosed', {
        outcome: 'expired',
        reason:
          `Instalment ${honouredRequests(credit).length + 1} was not drawn until ${instalmentBy(credit)}: the credit ` +
          'ceased to be available for it and for those after it (article 32).',
      }),
    ],
  },
  expiry: {
    label: 'expiry of the credit',
    at: (credit) => (expires.includes(credit.stage) ? endsAt(credit) : null),
    runsOut: ({ stage, terms }) => [
      creditFact('CreditClosed', {
        outcome: stage === 'draft' ? 'withdrawn' : 'expired',
        reason: `Nothing was presented that the bank had to honour until ${lastDayOf(terms)}.`,
      }),
    ],
  },
  paid: {
    label: 'payment of the honoured documents',
    at: (credit) => {
      const maturity = currentPresentation(credit)?.honoured?.maturity;
      return credit.stage === 'honoured' && maturity !== undefined
        ? closingOf(bankingDayAfter(maturity, 1, credit.terms), credit.terms)
        : null;
    },
    runsOut: () => [creditFact('CreditClosed', { outcome: 'drawn', reason: 'The credit was drawn and honoured.' })],
  },
};

export interface RunningCreditClock {
  clock: string;
  label: string;
  at: string;
}

/** The clocks that run now, the earliest first. */
export const runningCreditClocks = (credit: Credit): RunningCreditClock[] =>
  Object.entries(creditClocks)
    .flatMap(([clock, { label, at }]) => {
      const due = credit.elapsed.includes(clock) ? null : at(credit);
      return due === null ? [] : [{ clock, label, at: due }];
    })
    .sort((left, right) => Date.parse(left.at) - Date.parse(right.at));

/**
 * Until when the order may count on money from this credit: its last day or that of the examination, the days of a
 * deferred payment, and five banking days for the money to arrive. Null when it does not stand: not issued yet, or
 * ended undrawn.
 */
export function securesUntil(credit: Credit): string | null {
  const { stage, terms, issuedAt, outcome } = credit;
  if (issuedAt === null || (stage === 'closed' && outcome !== 'drawn')) return null;
  const examined = isBeforeBank(credit) ? examineBy(credit) : null;
  const ends = endsAt(credit);
  const decided = bankDateOf(examined !== null && examined > ends ? examined : ends);
  const maturity = currentPresentation(credit)?.honoured?.maturity;
  const deferred =
    'days' in terms.available ? addDays(`${decided}T00:00:00Z`, terms.available.days).slice(0, 10) : decided;
  const paidOn = stage === 'honoured' || stage === 'closed' ? (maturity ?? deferred) : deferred;
  return closingOf(bankingDayAfter(openDayFrom(paidOn, terms), moneyDays, terms), terms);
}
