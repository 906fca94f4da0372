/** The rails money can come over. */
export const railIds = ['bank-transfer', 'fps', 'card', 'alipay', 'wechat-pay', 'paypal'] as const;
export type RailId = (typeof railIds)[number];

/** When what came over a rail is there to stay. */
export type Finality =
  | { kind: 'INSTANT' }
  | { kind: 'DAYS'; days: number }
  /** The payer can have it taken back for so many days (chargeback, dispute). */
  | { kind: 'REVERSIBLE_UNTIL'; days: number };

/** What a rail promises; amounts in minor units of each currency, days in calendar days. */
export interface Rail {
  id: RailId;
  title: string;
  /** PUSHED: the payer sends it and the bank reports it. CHARGED: a provider collects it at our request. */
  moves: 'PUSHED' | 'CHARGED';
  finality: Finality;
  /** How long a provider lets money rest before it has to be paid on; null where nobody sets a limit. */
  holdLimitDays: number | null;
  /** How long a payment can be sent back over the rail itself; null where it goes back by a new bank payment. */
  refundableDays: number | null;
  /** Null: every currency. */
  currencies: readonly string[] | null;
  minMinor: Readonly<Record<string, number>>;
  maxMinor: number | null;
}

/** Stripe takes amounts of at most eight digits and at least about half a dollar (docs.stripe.com/currencies). */
const stripeMost = 99_999_999;
const stripeLeast = { USD: 50, EUR: 50, GBP: 30, HKD: 400, JPY: 50, CNY: 400, AUD: 50, CAD: 50, SGD: 50 };
const walletCurrencies = ['CNY', 'AUD', 'CAD', 'EUR', 'GBP', 'HKD', 'JPY', 'SGD', 'USD'];

/**
 * What each rail declares (requirements.md S10). Sources: Stripe's documentation of manual payouts (90 days), cards,
 * Alipay and WeChat Pay; PayPal's of delayed disbursement (28 days) and refunds (180 days); HKICL's FPS rules.
 */
export const rails: Readonly<Record<RailId, Rail>> = {
  'bank-transfer': {
    id: 'bank-transfer',
    title: 'Bank transfer',
    moves: 'PUSHED',
    finality: { kind: 'DAYS', days: 1 },
    holdLimitDays: null,
    refundableDays: null,
    currencies: null,
    minMinor: {},
    maxMinor: null,
  },
  fps: {
    id: 'fps',
    title: 'Hong Kong FPS',
    moves: 'PUSHED',
    finality: { kind: 'INSTANT' },
    holdLimitDays: null,
    refundableDays: null,
    currencies: ['HKD', 'CNY'],
    minMinor: {},
    maxMinor: null,
  },
  card: {
    id: 'card',
    title: 'Card',
    moves: 'CHARGED',
    finality: { kind: 'REVERSIBLE_UNTIL', days: 120 },
    holdLimitDays: 90,
    refundableDays: 180,
    currencies: null,
    minMinor: stripeLeast,
    maxMinor: stripeMost,
  },
  alipay: {
    id: 'alipay',
    title: 'Alipay',
    moves: 'CHARGED',
    finality: { kind: 'INSTANT' },
    holdLimitDays: 90,
    refundableDays: 90,
    currencies: walletCurrencies,
    minMinor: stripeLeast,
    maxMinor: stripeMost,
  },
  'wechat-pay': {
    id: 'wechat-pay',
    title: 'WeChat Pay',
    moves: 'CHARGED',
    finality: { kind: 'INSTANT' },
    holdLimitDays: 90,
    refundableDays: 180,
    currencies: walletCurrencies,
    minMinor: stripeLeast,
    maxMinor: stripeMost,
  },
  paypal: {
    id: 'paypal',
    title: 'PayPal',
    moves: 'CHARGED',
    finality: { kind: 'REVERSIBLE_UNTIL', days: 180 },
    holdLimitDays: 28,
    refundableDays: 180,
    currencies: ['AUD', 'CAD', 'EUR', 'GBP', 'HKD', 'JPY', 'SGD', 'USD'],
    minMinor: {},
    maxMinor: 99_999_999,
  },
};
