import type { Facts, FactType, HappenedFact } from './facts.ts';
import { type ContractStage, isContracted, type Order } from './order.ts';
import { agreement, beginContract, beginDrafting, beginNegotiation, opened } from './evolve/agreement.ts';
import { chargesEvolvers } from './evolve/charges.ts';
import { delivery } from './evolve/delivery.ts';
import { enteringClocks, moveDeadline } from './evolve/clocks.ts';
import { at, attend, contracted, type Evolver, type Evolvers, relieveStage } from './evolve/evolver.ts';
import { goodsEvolvers } from './evolve/goods.ts';
import { lapsing } from './evolve/lapse.ts';
import { lateDelivery } from './evolve/late-delivery.ts';
import { money } from './evolve/money.ts';
import { reversals } from './evolve/reversal.ts';
import { withdrawals } from './evolve/withdrawal.ts';

type Housekeeping =
  | 'StageEntered'
  | 'OrderClosed'
  | 'ClockElapsed'
  | 'DeadlineExtended'
  | 'AttentionCleared'
  | 'AttentionRaised'
  | 'AdviserAssigned'
  | 'ProviderReplaced';

const housekeeping: Evolvers<Housekeeping> = {
  StageEntered: (order, { stage }, happened) => {
    const entered = enter(relieveStage(order), stage, happened.at);
    return { ...entered, ...enteringClocks(order) };
  },
  OrderClosed: (order, { outcome, reason }, happened) => ({
    ...coreOf(order),
    stage: 'closed',
    stageSince: happened.at,
    attention: null,
    outcome,
    reason,
    closedAt: happened.at,
    contractHash: isContracted(order) ? order.contract.hash : null,
  }),
  ClockElapsed: (order, { clock, attention }, happened) => {
    const elapsed = { ...order, elapsed: [...order.elapsed, clock] };
    return attention === null
      ? elapsed
      : attend(elapsed, { code: `clock:${clock}`, detail: attention, since: happened.at });
  },
  DeadlineExtended: (order, { clock, until }) => moveDeadline(order, clock, until),
  AttentionCleared: (order) => ({ ...order, attention: null }),
  AdviserAssigned: (order, { adviser }, happened) => ({ ...order, adviser: { user: adviser, since: happened.at } }),
  ProviderReplaced: (order, { place, before, company }, happened) => ({
    ...order,
    companies: { ...order.companies, [place]: company },
    formerly: [
      ...(order.formerly ?? []),
      ...(before === null ? [] : [{ place, company: before, until: happened.at }]),
    ],
  }),
  AttentionRaised: (order, { code, detail }, happened) => attend(order, { code, detail, since: happened.at }),
};

function enter(order: Order, stage: Order['stage'], since: string): Order {
  if (stage === 'quote') return beginNegotiation(at(order, 'enquiry'), since);
  if (stage === 'contract') return beginDrafting(at(order, 'quote'), since);
  if (order.stage === 'contract') return beginContract(order, since);
  return { ...contracted(order), stage: stage as ContractStage, stageSince: since };
}

function coreOf(order: Order) {
  const { mode, source, profile, supplierCalendar, companies, demand, openedAt, version, elapsed, extended } = order;
  const { sourcing, consumer, policies, adviser, formerly } = order;
  return {
    order: order.order,
    mode,
    source,
    profile,
    supplierCalendar,
    companies,
    demand,
    ...(sourcing === undefined ? {} : { sourcing }),
    ...(policies === undefined ? {} : { policies }),
    ...(consumer === undefined ? {} : { consumer }),
    ...(adviser === undefined ? {} : { adviser }),
    ...(formerly === undefined ? {} : { formerly }),
    openedAt,
    version,
    elapsed,
    extended,
  };
}

/** One entry for each fact there is: a fact left out does not compile. */
const evolvers: Evolvers<Exclude<FactType, 'OrderOpened'>> = {
  ...housekeeping,
  ...agreement,
  ...money,
  ...lapsing,
  ...chargesEvolvers,
  ...reversals,
  ...lateDelivery,
  ...goodsEvolvers,
  ...delivery,
  ...withdrawals,
};

/**
 * The order after one more fact. Pure; throws only when the fact cannot have happened to this order, which is a bug.
 */
export function evolve(order: Order | null, happened: HappenedFact): Order {
  if (happened.type === 'OrderOpened') return opened(happened.data, happened.at);
  if (order === null) throw new Error(`the first fact of an order is OrderOpened, not ${happened.type}`);
  const apply = evolvers[happened.type] as Evolver<typeof happened.type>;
  const next = apply(order, happened.data as Facts[typeof happened.type] & never, happened);
  return { ...next, version: order.version + 1 };
}

/** The order that a sequence of facts makes. */
export function fold(facts: readonly HappenedFact[], start: Order | null = null): Order {
  const order = facts.reduce<Order | null>(evolve, start);
  if (order === null) throw new Error('an order has at least one fact');
  return order;
}
