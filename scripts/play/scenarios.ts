import { source } from './sourcing.ts';
import {
  agree,
  clearCustoms,
  deliver,
  drawCredit,
  inspect,
  issueCredit,
  listPacking,
  pay,
  rate,
  receive,
  settle,
  ship,
  takeBack,
  takeOffer,
} from './steps.ts';
import { isContracted } from '../../src/domain/order/order.ts';
import { quoteCancellation } from '../../src/domain/order/process.ts';
import { type Terms, totalOf } from '../../src/domain/order/terms.ts';
import { withQuantities } from './terms.ts';
import type { Trade } from './trade.ts';

/** One way a trade can go, and where it ends. */
export interface Scenario {
  play(trade: Trade): Promise<void>;
  ends: { stage: string; outcome: string | null };
}

const done = { stage: 'completed', outcome: null };
const SHORT_MINOR = 12_345;
const CANCELLATION_SHARE = 0.1;

/** From the paid contract to the end, without an inspection, paid out when title has passed. */
async function sell(trade: Trade, terms: Terms): Promise<void> {
  await deliver(trade, terms);
  await listPacking(trade, terms);
  await clearCustoms(trade);
  await trade.issue('warehouse', 'transferTitle', { act: `ACT-${trade.index + 1}` });
  await settle(trade, 'PAYOUT');
  await ship(trade);
  await receive(trade, terms);
}

/** Ways a trade can go; each moves money in another way. */
export const scenarios = {
  'paid on title transfer': {
    ends: done,
    async play(trade) {
      const terms = await agree(trade);
      await pay(trade, { twice: true });
      await deliver(trade, terms);
      await inspect(trade);
      await listPacking(trade, terms);
      await clearCustoms(trade);
      await trade.issue('warehouse', 'transferTitle', { act: `ACT-${trade.index + 1}` });
      await settle(trade, 'PAYOUT');
      await ship(trade);
      await receive(trade, terms);
      await rate(trade);
    },
  },
  'paid on receipt': {
    ends: done,
    async play(trade) {
      const terms = await agree(trade, { settlement: { trigger: 'RECEIPT_CONFIRMED' }, inspection: { mode: 'NONE' } });
      await pay(trade);
      await deliver(trade, terms);
      await listPacking(trade, terms);
      await clearCustoms(trade);
      await ship(trade);
      await receive(trade, terms);
      await settle(trade, 'PAYOUT');
      await rate(trade);
    },
  },
  'deposit and balance': {
    ends: done,
    async play(trade) {
      const paymentPlan = [
        { share: 3000, due: 'ON_CONTRACT' as const },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
      ];
      const terms = await agree(trade, { paymentPlan });
      await pay(trade);
      await deliver(trade, terms);
      await inspect(trade);
      await listPacking(trade, terms);
      await pay(trade, { twice: true });
      await clearCustoms(trade);
      await trade.issue('warehouse', 'transferTitle', { act: `ACT-${trade.index + 1}` });
      await settle(trade, 'PAYOUT');
      await ship(trade);
      await receive(trade, terms);
    },
  },
  'short, then exact': {
    ends: done,
    async play(trade) {
      const terms = await agree(trade, { inspection: { mode: 'NONE' } });
      await pay(trade, { less: SHORT_MINOR, twice: true });
      await settle(trade, 'RETURN');
      await pay(trade);
      await sell(trade, terms);
    },
  },
  'inspection failed': {
    ends: { stage: 'closed', outcome: 'refunded' },
    async play(trade) {
      const terms = await agree(trade);
      await pay(trade);
      await deliver(trade, terms);
      await inspect(trade, 1);
      await settle(trade, 'REFUND');
    },
  },
  'cancelled with a fee': {
    ends: { stage: 'closed', outcome: 'cancelled' },
    async play(trade) {
      const terms = await agree(trade);
      await pay(trade, { twice: true });
      await trade.issue('supplier', 'reportMilestone', { name: 'Material bought' });
      const feeMinor = Math.round(totalOf(terms) * CANCELLATION_SHARE);
      const order = await trade.until('a quote', (now) => (isContracted(now) ? now : undefined));
      const quote = quoteCancellation(order, 'buyer').hash;
      await trade.issue('buyer', 'cancel', { reason: 'the shop closes', feeMinor, quote });
      await trade.issue('supplier', 'consentCancellation');
      await settle(trade, 'PAYOUT');
      await settle(trade, 'REFUND');
    },
  },
  'discrepancy amended': {
    ends: done,
    async play(trade) {
      const delivered = { 2: 100 };
      const terms = await agree(trade);
      await pay(trade);
      await deliver(trade, terms, delivered);
      await inspect(trade);
      await listPacking(trade, terms, delivered);
      const amended = withQuantities(terms, delivered);
      await trade.issue('supplier', 'proposeAmendment', {
        terms: amended,
        reason: 'one carton of line 2 was not made',
      });
      const hash = await trade.until('the amendment', (order) =>
        'amendment' in order ? order.amendment?.hash : undefined,
      );
      await trade.issue('buyer', 'consentAmendment', { hash });
      await settle(trade, 'REFUND');
      await clearCustoms(trade);
      await trade.issue('warehouse', 'transferTitle', { act: `ACT-${trade.index + 1}` });
      await settle(trade, 'PAYOUT');
      await ship(trade);
      await receive(trade, terms, delivered);
    },
  },
  'accepted in part': {
    ends: { stage: 'closed', outcome: 'completed' },
    async play(trade) {
      const terms = await agree(trade, { settlement: { trigger: 'RECEIPT_CONFIRMED' }, inspection: { mode: 'NONE' } });
      await pay(trade);
      await deliver(trade, terms);
      await listPacking(trade, terms);
      await clearCustoms(trade);
      await ship(trade);
      await receive(trade, terms, {}, { 1: 40 });
      await takeOffer(trade);
      await settle(trade, 'REFUND');
      await settle(trade, 'PAYOUT');
    },
  },
  'paid by letter of credit': {
    ends: done,
    async play(trade) {
      const paymentPlan = [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }];
      const paymentMethod = 'LETTER_OF_CREDIT';
      const terms = await agree(trade, { paymentMethod, paymentPlan, inspection: { mode: 'NONE' } });
      const credit = await issueCredit(trade);
      await deliver(trade, terms);
      await listPacking(trade, terms);
      await clearCustoms(trade);
      await drawCredit(trade, credit);
      await pay(trade, { twice: true });
      await trade.issue('warehouse', 'transferTitle', { act: `ACT-${trade.index + 1}` });
      await settle(trade, 'PAYOUT');
      await ship(trade);
      await receive(trade, terms);
    },
  },
  'taken back, then paid again': {
    ends: done,
    async play(trade) {
      const terms = await agree(trade, { inspection: { mode: 'NONE' } });
      await pay(trade);
      await takeBack(trade);
      await pay(trade);
      await sell(trade, terms);
    },
  },
  'sourced from two': {
    ends: done,
    async play(trade) {
      const terms = await source(trade, { inspection: { mode: 'NONE' } });
      await pay(trade);
      await sell(trade, terms);
    },
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as ScenarioName[];
