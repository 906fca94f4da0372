/** Why something asked of the catalogue was refused: stable codes, known to the API, which gives each its status. */
export const catalogueRefusalCodes = [
  'not-a-supplier',
  'not-a-buyer',
  'not-your-product',
  'sku-taken',
  'stale-version',
  'no-change',
  'below-minimum-order',
  'not-an-order-multiple',
  'no-price',
  'price-out-of-range',
  'import-refused',
  'unknown-company',
  'unknown-products',
  'stale-hash',
  'request-open',
  'not-requested',
  'not-approved',
  'already-collected',
  'no-longer-offered',
  'name-taken',
  'too-many-lists',
] as const;
export type CatalogueRefusalCode = (typeof catalogueRefusalCodes)[number];

/** A "no" for the person who asked; `data` holds what is needed to do better. */
export interface CatalogueRefusal {
  code: CatalogueRefusalCode;
  /** One sentence naming the field or rule. */
  detail: string;
  data?: Record<string, unknown>;
}

export type Refused = { rejection: CatalogueRefusal };

export const refuse = (code: CatalogueRefusalCode, detail: string, data?: Record<string, unknown>): Refused => ({
  rejection: data === undefined ? { code, detail } : { code, detail, data },
});

export const isRefused = (answer: object): answer is Refused => 'rejection' in answer;
