import { hashOf } from '../hash.ts';
import { type Demand, demandSchema } from '../order/demand.ts';
import type { OpeningInput } from '../order/opening.ts';
import { samples, securedTrade } from '../order/profile.ts';
import { diffTerms, type FieldChange, type Terms, termsSchema } from '../order/terms.ts';
import { addDays, addHours, isAfter } from '../order/time.ts';
import type { Offer } from './pricing.ts';
import { certificateKey, type Language, type Product, type ProductVersion, textIn } from './product.ts';

/** A product as a buyer saw it when collecting it: the version and the buyer's own prices of that moment. */
export interface Snapshot {
  product: string;
  supplier: string;
  version: number;
  hash: string;
  content: Product;
  offers: Offer[];
}

export const snapshotHash = (snapshot: Snapshot): string => hashOf(snapshot);

/** Lists become trees by what names their members, so that one more specification does not shift all the others. */
const comparable = ({ content, offers }: Pick<Snapshot, 'content' | 'offers'>): object => ({
  ...content,
  specifications: keyedBy(content.specifications, ({ name }) => name),
  certificates: keyedBy(content.certificates, certificateKey),
  leadTimes: keyedBy(content.leadTimes, ({ from }) => String(from)),
  prices: keyedBy(content.prices, ({ currency, from }) => `${currency} ${from}`),
  offers: keyedBy(
    offers.map(({ currency, quantity, price, leadTimeDays }) => ({ currency, quantity, price, leadTimeDays })),
    ({ currency, quantity }) => `${currency} ${quantity}`,
  ),
});

const keyedBy = <T>(items: readonly T[], key: (item: T) => string): Record<string, T> =>
  Object.fromEntries(items.map((item) => [key(item), item]));

/**
 * What is different now from what was collected, field by field: `moq`, `prices.USD 100.minor`,
 * `offers.USD 100.price.minor` (the reader's own price), `specifications.Voltage.value`.
 */
export const driftOf = (
  then: Pick<Snapshot, 'content' | 'offers'>, now: Pick<Snapshot, 'content' | 'offers'>,
): FieldChange[] => diffTerms(comparable(then), comparable(now));

/** What a buyer adds to a collected product to ask for a quote. */
export interface EnquiryWish {
  quantity: number;
  destination: string;
  language: Language;
  wantedBy?: string | undefined;
  remarks?: string | undefined;
}

const longestDescription = 300;
const longestQuality = 2000;
const cut = (text: string, most: number): string => {
  const characters = [...text];
  // Counted in UTF-16 units, as the schema of the demand counts, and cut between characters.
  while (characters.join('').length > most) characters.pop();
  return characters.join('');
};

/** The product as an item of a demand; its specifications and certificates become the quality asked for. */
function demandFor({ content }: ProductVersion, wish: EnquiryWish): Demand {
  const { sku, names, specifications, certificates } = content;
  const quality = [
    ...specifications.map(({ name, value }) => `${name}: ${value}`),
    ...certificates.map(({ type, number }) => `${type} ${number}`),
  ];
  return demandSchema.parse({
    items: [{
      description: cut(textIn(names, wish.language), longestDescription),
      sku,
      quantity: wish.quantity,
      quality: cut(quality.join('\n'), longestQuality),
    }],
    destination: wish.destination,
    ...(wish.wantedBy === undefined ? {} : { wantedBy: wish.wantedBy }),
    ...(wish.remarks === undefined ? {} : { remarks: wish.remarks }),
  });
}

/**
 * The body of POST /v1/orders that asks the supplier for a quote of one collected product. The quantity is the
 * caller's to check (`faultOfQuantity`).
 */
export const enquiryDraft = (product: ProductVersion, wish: EnquiryWish): OpeningInput =>
  ({ supplier: product.supplier, profile: securedTrade.id, source: 'ENQUIRY', demand: demandFor(product, wish) });

/** The same for a few pieces as a sample, below any minimum order: the supplier says what they cost. */
export const sampleDraft = (product: ProductVersion, wish: EnquiryWish): OpeningInput =>
  ({ supplier: product.supplier, profile: samples.id, source: 'SAMPLE', demand: demandFor(product, wish) });

/** What a buyer adds to a collected product and its price to offer a contract. */
export type ContractWish = EnquiryWish &
  Pick<Terms, 'incoterm' | 'namedPlace' | 'transport'> & { reference: string; now: string };

const contractClauses = {
  paymentMethod: 'TRANSFER' as const,
  paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }],
  settlement: { trigger: 'TITLE_TRANSFER' },
  inspection: { mode: 'AQL' },
  tolerances: { quantityBp: 0, weightBp: 200, volumeBp: 200 },
  inspectionDays: 7,
  claimDays: 30,
  warrantyDays: 365,
};
/** How long the offer binds, and how long after it the lead time begins. */
const daysToAnswer = 10;

/**
 * The body of POST /v1/orders that offers the supplier a contract on a collected product at the buyer's own price of
 * now. Throws ZodError where the product cannot be contracted so (an Incoterm that does not suit the transport).
 */
export function contractDraft(product: ProductVersion, offer: Offer, wish: ContractWish): OpeningInput {
  const demand = {
    ...demandFor(product, { ...wish, quantity: offer.quantity }),
    reference: wish.reference,
    paymentMethod: contractClauses.paymentMethod,
  };
  const { sku, hsCode, origin, unit, packing } = product.content;
  const answerBy = addDays(wish.now, daysToAnswer);
  // Dates of a contract are counted in Hong Kong, eight hours ahead of UTC.
  const ready = addHours(addDays(answerBy, offer.leadTimeDays), 8).slice(0, 10);
  const terms = termsSchema.parse({
    ...contractClauses,
    currency: offer.currency,
    incoterm: wish.incoterm,
    namedPlace: wish.namedPlace,
    transport: wish.transport,
    deliverBy: wish.wantedBy !== undefined && wish.wantedBy > ready ? wish.wantedBy : ready,
    lines: demand.items.map(({ description, quantity }) =>
      ({ line: 1, sku, description, hsCode, origin, quantity, unit, price: offer.price, packing })),
  });
  const heldUntil = offer.validUntil !== null && isAfter(answerBy, offer.validUntil) ? offer.validUntil : answerBy;
  const proposal = { terms, validUntil: heldUntil };
  return { supplier: product.supplier, profile: securedTrade.id, source: 'PURCHASE_ORDER', demand, proposal };
}
