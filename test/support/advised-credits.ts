import { randomInt, randomUUID } from 'node:crypto';
import { isOpen } from '../../src/domain/calendar/calendar.ts';
import type { CreditPayment } from '../../src/domain/credit/credit.ts';
import { documentsFromOrder } from '../../src/domain/credit/set.ts';
import type { CreditTerms } from '../../src/domain/credit/terms.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { leftForCredit } from '../../src/domain/order/secured.ts';
import type { ConnectedCredits } from '../../src/temporal/credit-desk.ts';
import { talkToCredit } from './credit-talk.ts';
import { creditTerms, documentSet } from './credits.ts';
import type { Trade } from './trade.ts';
import { orderNumber, type Workshop } from './workshop.ts';

/** Where a test's credits live. */
interface CreditShop {
  shop: Workshop;
  desk: ConnectedCredits;
}

export const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
export const DAY = 86_400_000;
/** Christmas Day in Hong Kong that is far enough away for what a test does before it. */
export function christmas(): string {
  const year = new Date(Date.now() + 12 * DAY).getUTCFullYear();
  const date = `${year}-12-25`;
  return date > day(Date.now() + 12 * DAY) ? date : `${year + 1}-12-25`;
}
/** A time of day in Hong Kong. */
export const at = (date: string, time = '10:00'): string => new Date(`${date}T${time}:00+08:00`).toISOString();
const before = (date: string, days: number): string => day(Date.parse(date) - days * DAY);
/** The last open day at least `days` days before a date. */
export function openBefore(date: string, days: number): string {
  let open = before(date, days);
  while (!isOpen(open, 'HK')) open = before(open, 1);
  return open;
}

/** A credit against invoice and packing list that is issued and advised, on an order of its own. */
export async function advised({ shop, desk }: CreditShop, changes: Partial<CreditTerms> = {}) {
  const talk = talkToCredit(shop, desk, `LC${randomInt(1e9, 9e9)}`);
  const documents = creditTerms().documents.filter(({ type }) => type === '380' || type === '271');
  const expiry = { date: day(Date.parse(christmas()) + 40 * DAY), place: 'Hong Kong' };
  const { latestShipment: _, ...terms } = creditTerms({ order: orderNumber(), documents, expiry, ...changes });
  const drafted = await talk.draft(terms);
  if ('rejection' in drafted) throw new Error(`the credit was not drafted: ${drafted.rejection.code}`);
  await talk.issue('bank', 'issue');
  await talk.issue('advising', 'advise');
  return talk;
}

/** Invoice and packing list of a date long before any presentation. */
export const undated = (changes: Record<string, object> = {}) => {
  const dated = { issuedOn: '2026-01-05' };
  return documentSet({ '380': { ...dated, ...changes['380'] }, '271': { ...dated, ...changes['271'] } }).filter(
    ({ type }) => type === '380' || type === '271',
  );
};

/** The clauses of a contract that is paid by letter of credit. */
export const byCredit = {
  paymentMethod: 'LETTER_OF_CREDIT' as const,
  paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }],
};

/** Documents are presented for the order's open requests, comply and are honoured; the bank pays what it honoured. */
export async function drawn(trade: Trade, talk: ReturnType<typeof talkToCredit>): Promise<CreditPayment[]> {
  const order = await trade.running();
  const { terms, number } = await talk.credit();
  const asked = openRequests(order).map(({ id, reference, amountMinor, currency }) => ({
    request: id,
    reference,
    amountMinor,
    currency,
  }));
  const documents = documentsFromOrder(['380', '632'], { order, terms, credit: number, names: {} });
  await talk.issue('beneficiary', 'present', { documents, requests: asked });
  await talk.issue('bank', 'findComplying');
  await talk.issue('bank', 'honour');
  const { payments } = (await talk.credit()).presentations[0] ?? { payments: [] };
  for (const { reference, amountMinor, currency } of payments) {
    await trade.issue('bank', 'creditReceived', { entry: randomUUID(), reference, amountMinor, currency });
  }
  return asked;
}

/** A credit against invoice and goods receipt over all the contract asks for. */
export async function creditOf({ shop, desk }: CreditShop, trade: Trade, changes: Partial<CreditTerms> = {}) {
  const order = await trade.running();
  const { currency, lines, incoterm, namedPlace } = order.contract.terms;
  const { latestShipment: _, ...terms } = creditTerms({
    order: order.order,
    contract: order.contract.hash,
    amountMinor: leftForCredit(order),
    currency,
    goods: lines,
    incoterm,
    namedPlace,
    documents: [
      { type: '380', originals: 1, copies: 0, states: [] },
      { type: '632', originals: 1, copies: 0, states: [] },
    ],
    expiry: { date: day(Date.now() + 90 * DAY), place: 'Hong Kong' },
    ...changes,
  });
  const talk = talkToCredit(shop, desk, `LC${randomInt(1e9, 9e9)}`);
  await talk.draft(terms);
  return talk;
}
