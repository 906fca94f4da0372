import { hashOf } from '../hash.ts';
import { type Demand, demandSchema } from '../order/demand.ts';
import type { OpeningInput } from '../order/opening.ts';
import { diffTerms, type FieldChange } from '../order/terms.ts';
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

/**
 * The body of POST /v1/orders that asks the supplier for a quote of one collected product; its specifications and
 * certificates become the quality asked for. The quantity is the caller's to check (`faultOfQuantity`).
 */
export function enquiryDraft({ supplier, content }: ProductVersion, wish: EnquiryWish): OpeningInput {
  const { sku, names, specifications, certificates } = content;
  const quality = [
    ...specifications.map(({ name, value }) => `${name}: ${value}`),
    ...certificates.map(({ type, number }) => `${type} ${number}`),
  ];
  const demand: Demand = demandSchema.parse({
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
  return { supplier, profile: 'secured-trade', source: 'ENQUIRY', demand };
}
