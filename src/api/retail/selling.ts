import { addBusinessDays, calendarOfCountry } from '../../domain/calendar/calendar.ts';
import type { Opening } from '../../domain/order/opening.ts';
import { judgeOpening } from '../../domain/order/opening-facts.ts';
import { totalOf } from '../../domain/order/terms.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import type { Acceptance, Cart } from '../../domain/retail/cart.ts';
import { refuse } from '../../domain/retail/refusal.ts';
import { giveBack } from '../../persistence/approvals/limits.ts';
import { recordedCommand } from '../../persistence/order-store.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { reservePurchase } from '../../persistence/retail/limits.ts';
import { decidedOpening, dropSale, keepSale } from '../../persistence/retail/sales.ts';
import { territoryOfSale } from '../agreements/gates.ts';
import { refusedBy as refusedByPolicy } from '../approvals/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import type { Settled } from '../idempotency.ts';
import { providersFor } from '../opening.ts';
import { refusalOf } from '../problem.ts';
import { gateOfOpening } from '../qualification/gate.ts';
import { refused } from '../rejections.ts';
import { clicked, offerFor, type Offered, policiesNamed } from './offering.ts';
import { refusedBy } from './refusals.ts';

/** A click on its way to become an order. */
export interface Click {
  actor: Actor;
  cart: Cart;
  accept: Acceptance;
  /** The number allotted to the order; a retry brings the same one, and the same command id. */
  order: string;
  commandId: string;
}

/**
 * Opens a consumer's order once, contracted with the opening. What is decided is kept before the engine is asked: a
 * retry after a crash opens the very same order, whatever prices and stock have become meanwhile.
 */
export async function sell(deps: ApiDeps, click: Click): Promise<Settled> {
  const { order, commandId } = click;
  const recorded = await recordedCommand(deps.orm, commandId);
  if (recorded !== null) return { ...recorded.answer, recorded: true };
  const opening = await decidedOpening(deps.orm, order);
  if (opening !== null) return open(deps, click, opening);
  const decided = await decide(deps, click);
  return 'opening' in decided ? open(deps, click, decided.opening) : decided.refusal;
}

async function open(deps: ApiDeps, { actor, order, commandId }: Click, opening: Opening): Promise<Settled> {
  const answered = await deps.desk.open(opening, actor, commandId);
  if (!('rejection' in answered)) return { ...answered.answer, recorded: true };
  await dropSale(deps.orm, order);
  await giveBack(deps.orm, commandId);
  return refused(answered.rejection);
}

type Decided = { opening: Opening } | { refusal: Answer };

async function decide(deps: ApiDeps, click: Click): Promise<Decided> {
  const { actor, cart, accept, order } = click;
  const named = policiesNamed(accept);
  if ('rejection' in named) return { refusal: refusedBy(named.rejection) };
  const offer = await offerFor(deps, { buyer: actor.company, cart, order, ...named });
  if ('rejection' in offer) return { refusal: refusedBy(offer.rejection) };
  const stale = clicked(accept, offer);
  if (stale !== null) return { refusal: refusedBy(stale.rejection) };
  const barred = await barredBy(deps, click, offer);
  if (barred !== null) return { refusal: barred };
  const opening = await openingOf(deps, click, offer);
  const judged = judgeOpening(opening, actor, deps.now());
  if ('rejection' in judged) return { refusal: refused(judged.rejection) };
  return reserved(deps, click, opening, offer);
}

/** Takes of the company's limits and of the stock; when the stock does not reach, the limits are given back. */
async function reserved(deps: ApiDeps, click: Click, opening: Opening, { terms, sale }: Offered): Promise<Decided> {
  const { actor, cart, order, commandId } = click;
  const at = deps.now();
  const { user, company } = actor;
  const { currency } = terms;
  const purchase = { commandId, order, company, user, currency, amountMinor: totalOf(terms), hash: sale.offer, at };
  const beyond = await reservePurchase(deps.orm, purchase);
  if (beyond !== null) return { refusal: refusedByPolicy(beyond.rejection) };
  const short = await keepSale(deps.orm, { opening, address: cart.address, lines: cart.lines }, at);
  if (short === null) return { opening };
  await giveBack(deps.orm, commandId);
  const detail = `lines: ${short.left} of ${short.product} are left.`;
  return { refusal: refusedBy(refuse('out-of-stock', detail, { ...short }).rejection) };
}

/** What stands against the sale outside the order: exclusive territories, membership of the supplier, screening. */
async function barredBy(deps: ApiDeps, click: Click, { supplier, terms }: Offered): Promise<Answer | null> {
  const { actor, cart, order, commandId } = click;
  const { company: buyer } = actor;
  const { country: destination } = cart.address;
  const sale = { supplier, buyer, destination, places: [terms.namedPlace], lines: terms.lines };
  const taken = await territoryOfSale(deps, sale);
  if (taken !== null) return taken;
  const gate = await gateOfOpening(deps, { buyer, supplier, order, commandId, consumer: true });
  if ('refusal' in gate) return gate.refusal;
  if (gate.pending.length === 0) return null;
  return refusalOf(409, 'screening-open', 'The contract waits for a compliance review; try again later.');
}

/** The order as the house opens it. The clocks of an enquiry stand in it, and have no time to run. */
async function openingOf(deps: ApiDeps, { actor, cart, order }: Click, offer: Offered): Promise<Opening> {
  const { supplier, profile, terms, sale } = offer;
  const [company] = await companiesByIds(deps.orm, [supplier]);
  const supplierCalendar = calendarOfCountry(company?.country ?? '');
  const { answerBusinessDays, answerWarningBusinessDays } = profile.clocks;
  const due = (days: number) => addBusinessDays(deps.now(), days, supplierCalendar).due;
  return {
    order,
    mode: 'B2C',
    source: 'CONSUMER',
    profile,
    supplierCalendar,
    companies: { buyer: actor.company, supplier, ...(await providersFor(deps)) },
    demand: {
      items: terms.lines.map(({ description, sku, quantity }) => ({ description, sku, quantity, quality: '' })),
      destination: `${cart.address.city}, ${cart.address.country}`,
      transport: 'COURIER',
      remarks: '',
    },
    consumer: { terms, sale },
    answerDueAt: due(answerBusinessDays),
    answerWarnAt: due(answerWarningBusinessDays),
  };
}
