/** Why a consumer's order is not taken; the API gives each its status. */
export type RetailRefusalCode =
  | 'unknown-products'
  | 'own-products'
  | 'not-for-retail'
  | 'several-suppliers'
  | 'currency-needed'
  | 'no-price'
  | 'price-out-of-range'
  | 'below-minimum-order'
  | 'not-an-order-multiple'
  | 'out-of-stock'
  | 'certificate-expired'
  | 'terms-refused'
  | 'stale-hash'
  | 'stale-policy';

export interface RetailRefusal {
  code: RetailRefusalCode;
  /** One sentence naming the field and the rule. */
  detail: string;
  data?: Record<string, unknown>;
}

export type Refused = { rejection: RetailRefusal };

export const refuse = (code: RetailRefusalCode, detail: string, data?: Record<string, unknown>): Refused => ({
  rejection: data === undefined ? { code, detail } : { code, detail, data },
});
