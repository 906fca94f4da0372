/** The rails money can come over. */
export const railIds = ['bank-transfer', 'fps', 'card', 'alipay', 'wechat-pay', 'paypal'] as const;
export type RailId = (typeof railIds)[number];

/** When what came over a rail is there to stay. */
export type Finality =
  | { kind: 'INSTANT' }
  | { kind: 'DAYS'; days: number }
  /** The payer can have it taken back for so many days (chargeback, dispute), counted from payment or delivery. */
  | { kind: 'REVERSIBLE_UNTIL'; days: number; from: 'PAYMENT' | 'DELIVERY' };

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

/**
 * Stripe's least amounts by settlement currency (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts; there
 * is none for CNY) and the eight digits of its `amount` (docs.stripe.com/api/charges/object#charge_object-amount).
 */
const stripeMost = 99_999_999;
const stripeLeast = { USD: 50, EUR: 50, GBP: 30, HKD: 400, JPY: 50, AUD: 50, CAD: 50, SGD: 50 };
/** Those both docs.stripe.com/payments/alipay and …/wechat-pay name; a business location may have fewer. */
const walletCurrencies = ['CNY', 'AUD', 'CAD', 'EUR', 'GBP', 'HKD', 'JPY', 'SGD', 'USD'];
/**
 * Stripe pays out what is held on manual payouts after 90 days at the latest, of businesses in the United States after
 * two years, in Thailand after 10 days (docs.stripe.com/connect/manual-payouts). The house is in neither.
 */
const stripeHoldDays = 90;

/** What each rail declares (requirements.md S10), each number with the provider's own page it was read on. */
export const rails: Readonly<Record<RailId, Rail>> = {
  // The trust bank's own booking counts; a recall after it is the bank's (ISO 20022 RvslInd) and stops the release.
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
  // Real-time settlement in HKD and renminbi, 24 hours a day (hkma.gov.hk, "Launch of the Faster Payment System");
  // finality by the Payment Systems and Stored Value Facilities Ordinance. Limits are each bank's own.
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
  // The networks give 120 days, of goods that come later from their delivery on (docs.adyen.com, "Chargeback
  // guidelines", table of time frames for Visa, Mastercard, Amex, JCB and China UnionPay). Stripe names no end of card
  // refunds (docs.stripe.com/refunds): 180 days are the house's own bound, after which money goes back by transfer.
  card: {
    id: 'card',
    title: 'Card',
    moves: 'CHARGED',
    finality: { kind: 'REVERSIBLE_UNTIL', days: 120, from: 'DELIVERY' },
    holdLimitDays: stripeHoldDays,
    refundableDays: 180,
    currencies: null,
    minMinor: stripeLeast,
    maxMinor: stripeMost,
  },
  // No dispute process; refunds up to 90 days after the payment (docs.stripe.com/payments/alipay).
  alipay: {
    id: 'alipay',
    title: 'Alipay',
    moves: 'CHARGED',
    finality: { kind: 'INSTANT' },
    holdLimitDays: stripeHoldDays,
    refundableDays: 90,
    currencies: walletCurrencies,
    minMinor: stripeLeast,
    maxMinor: stripeMost,
  },
  // No dispute process; refunds within 180 days of the charge (docs.stripe.com/payments/wechat-pay).
  'wechat-pay': {
    id: 'wechat-pay',
    title: 'WeChat Pay',
    moves: 'CHARGED',
    finality: { kind: 'INSTANT' },
    holdLimitDays: stripeHoldDays,
    refundableDays: 180,
    currencies: walletCurrencies,
    minMinor: stripeLeast,
    maxMinor: stripeMost,
  },
  // A dispute within 180 days of the payment (paypal.com, help article FAQ1417), delayed disbursement for 28 days
  // (developer.paypal.com/platforms/checkout/delayed-disbursement), refunds for 180 days
  // (developer.paypal.com, "Refund payments"). PayPal publishes no most: what an account may take, it answers itself.
  paypal: {
    id: 'paypal',
    title: 'PayPal',
    moves: 'CHARGED',
    finality: { kind: 'REVERSIBLE_UNTIL', days: 180, from: 'PAYMENT' },
    holdLimitDays: 28,
    refundableDays: 180,
    currencies: ['AUD', 'CAD', 'EUR', 'GBP', 'HKD', 'JPY', 'SGD', 'USD'],
    minMinor: {},
    maxMinor: null,
  },
};
