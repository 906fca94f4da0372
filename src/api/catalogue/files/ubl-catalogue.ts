import type { Offer } from '../../../domain/catalogue/pricing.ts';
import { type Product, textIn, type Texts } from '../../../domain/catalogue/product.ts';
import { ublAmount, type UblCompany as Company, ublParty, ublQuantity, ublTime, writeUbl } from '../../ubl.ts';

export type { UblCompany as Company } from '../../ubl.ts';

/** What a reader is offered of one product. */
export interface CatalogueLine {
  product: string;
  version: number;
  hash: string;
  content: Product;
  offers: Offer[];
}

/** A supplier's catalogue for one reader, with the reader's own prices. */
export interface Catalogue {
  /** SHA-256 over the lines. */
  hash: string;
  issuedAt: string;
  validUntil: string;
  supplier: Company;
  receiver: Company;
  lines: CatalogueLine[];
}

/**
 * The catalogue as a UBL 2.4 Catalogue document; the order of the members is the schema's. Its ID is the hash over the
 * lines, its validity that of the prices.
 */
export function ublCatalogue({ hash, issuedAt, validUntil, supplier, receiver, lines }: Catalogue): string {
  const [issued, until] = [ublTime(issuedAt), ublTime(validUntil)];
  return writeUbl('Catalogue', {
    'cbc:ID': hash,
    'cbc:IssueDate': issued.date,
    'cbc:IssueTime': issued.time,
    'cbc:LineCountNumeric': lines.length,
    'cac:ValidityPeriod': {
      'cbc:StartDate': issued.date, 'cbc:StartTime': issued.time, 'cbc:EndDate': until.date, 'cbc:EndTime': until.time,
    },
    'cac:ProviderParty': ublParty(supplier),
    'cac:ReceiverParty': ublParty(receiver),
    'cac:CatalogueLine': lines.map(lineOf),
  });
}

function lineOf({ product, version, content, offers }: CatalogueLine): object {
  const { unit, orderMultiple, moq, packing } = content;
  return {
    'cbc:ID': `${product}@${version}`,
    'cbc:OrderableIndicator': 'true',
    'cbc:OrderableUnit': unit,
    'cbc:OrderQuantityIncrementNumeric': orderMultiple,
    'cbc:MinimumOrderQuantity': ublQuantity(moq, unit),
    'cac:RequiredItemLocationQuantity': offers.map((offer, at) => offerOf(offer, offers[at + 1], unit)),
    'cac:Item': itemOf(content, packing),
  };
}

/** An offer holds up to just below the next quantity of its currency. */
function offerOf(offer: Offer, next: Offer | undefined, unit: string): object {
  const { currency, price, leadTimeDays } = offer;
  const ends = next?.currency === currency ? { 'cbc:MaximumQuantity': ublQuantity(next.quantity - 1, unit) } : {};
  return {
    'cbc:LeadTimeMeasure': { '@unitCode': 'DAY', '#': leadTimeDays },
    'cbc:MinimumQuantity': ublQuantity(offer.quantity, unit),
    ...ends,
    'cac:Price': {
      'cbc:PriceAmount': ublAmount(price.minor, currency),
      'cbc:BaseQuantity': ublQuantity(price.per, unit),
    },
  };
}

const inEveryLanguage = (texts: Texts): object[] =>
  Object.entries(texts).filter(([, text]) => text !== undefined)
    .map(([tag, text]) => ({ '@languageID': tag, '#': text }));

function itemOf(content: Product, packing: Product['packing']): object {
  const { names, descriptions, sku, origin, hsCode, category, specifications, certificates } = content;
  return {
    'cbc:Description': inEveryLanguage(descriptions),
    'cbc:PackSizeNumeric': packing.unitsPerCarton,
    'cbc:Name': textIn(names),
    'cbc:Keyword': Object.values(names),
    'cac:SellersItemIdentification': { 'cbc:ID': sku },
    'cac:OriginCountry': { 'cbc:IdentificationCode': origin },
    'cac:CommodityClassification': [
      { 'cbc:ItemClassificationCode': { '@listID': 'HS', '#': hsCode } },
      { 'cbc:ItemClassificationCode': { '@listID': 'CATEGORY', '#': category } },
    ],
    'cac:AdditionalItemProperty': specifications.map(({ name, value }) => ({ 'cbc:Name': name, 'cbc:Value': value })),
    'cac:Certificate': certificates.map(({ type, number, issuer, validUntil }) => ({
      'cbc:ID': number,
      'cbc:CertificateTypeCode': type,
      'cbc:CertificateType': type,
      ...(validUntil === null ? {} : { 'cbc:Remarks': `Valid until ${validUntil}` }),
      'cac:IssuerParty': { 'cac:PartyName': { 'cbc:Name': issuer } },
    })),
    'cac:Dimension': dimensionsOf(packing),
  };
}

/** Measures of one full carton: UN/ECE Recommendation 20 units GRM and MMT. */
const dimensionsOf = ({ netGrams, grossGrams, lengthMm, widthMm, heightMm }: Product['packing']): object[] =>
  ([
    ['CartonNetWeight', 'GRM', netGrams], ['CartonGrossWeight', 'GRM', grossGrams], ['CartonLength', 'MMT', lengthMm],
    ['CartonWidth', 'MMT', widthMm], ['CartonHeight', 'MMT', heightMm],
  ] as const).map(([attribute, unit, value]) => ({
    'cbc:AttributeID': attribute, 'cbc:Measure': { '@unitCode': unit, '#': value },
  }));
