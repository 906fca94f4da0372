import { XMLBuilder } from 'fast-xml-parser';
import { formatAmount } from '../../domain/money.ts';
import { type Line, lineAmount, totalOf } from '../../domain/order/terms.ts';
import type { IssuedOrder } from '../../domain/papers/agreed.ts';
import type { Company } from '../../persistence/people.ts';

/** A purchase order with the companies in it, as the UBL document names them. */
export interface UblOrder {
  /** The order's number on the platform. */
  order: string;
  issued: IssuedOrder;
  buyer: Company;
  supplier: Company;
}

const namespace = 'urn:oasis:names:specification:ubl:schema:xsd:';

/**
 * The purchase order as a UBL 2.1 Order document (ISO/IEC 19845, UNTDID 1001 code 220); the order of the members is
 * the schema's. Prices and totals are those of the agreed version, whose hash is the document's first reference.
 */
export function ublOrder({ order, issued, buyer, supplier }: UblOrder): string {
  const { number, issuedAt, version } = issued;
  const { terms } = version;
  const utc = new Date(issuedAt).toISOString();
  const amount = (minor: number) => ({ '@currencyID': terms.currency, '#': formatAmount(minor, terms.currency) });
  const content = {
    '@xmlns': `${namespace}Order-2`,
    '@xmlns:cac': `${namespace}CommonAggregateComponents-2`,
    '@xmlns:cbc': `${namespace}CommonBasicComponents-2`,
    'cbc:UBLVersionID': '2.1',
    'cbc:ID': number,
    'cbc:SalesOrderID': order,
    'cbc:IssueDate': utc.slice(0, 10),
    'cbc:IssueTime': `${utc.slice(11, 19)}Z`,
    'cbc:OrderTypeCode': '220',
    'cbc:DocumentCurrencyCode': terms.currency,
    'cbc:LineCountNumeric': terms.lines.length,
    'cac:QuotationDocumentReference': {
      'cbc:ID': `${order}/${version.version}`,
      'cbc:DocumentHash': version.hash,
      'cac:ValidityPeriod': { 'cbc:EndDate': version.validUntil.slice(0, 10) },
    },
    'cac:BuyerCustomerParty': { 'cac:Party': partyOf(buyer) },
    'cac:SellerSupplierParty': { 'cac:Party': partyOf(supplier) },
    'cac:Delivery': { 'cac:RequestedDeliveryPeriod': { 'cbc:EndDate': terms.deliverBy } },
    'cac:DeliveryTerms': { 'cbc:ID': terms.incoterm, 'cac:DeliveryLocation': { 'cbc:ID': terms.namedPlace } },
    'cac:AnticipatedMonetaryTotal': {
      'cbc:LineExtensionAmount': amount(totalOf(terms)),
      'cbc:PayableAmount': amount(totalOf(terms)),
    },
    'cac:OrderLine': terms.lines.map((line) => ({ 'cac:LineItem': lineOf(line, amount) })),
  };
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#',
    suppressEmptyNode: true,
    processEntities: true,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ Order: content })}`;
}

const partyOf = ({ id, name, country }: Company): object => ({
  'cac:PartyIdentification': { 'cbc:ID': id },
  'cac:PartyName': { 'cbc:Name': name },
  'cac:PostalAddress': { 'cac:Country': { 'cbc:IdentificationCode': country } },
});

function lineOf(line: Line, amount: (minor: number) => object): object {
  const unit = { '@unitCode': line.unit };
  return {
    'cbc:ID': String(line.line),
    'cbc:Quantity': { ...unit, '#': line.quantity },
    'cbc:LineExtensionAmount': amount(lineAmount(line)),
    'cac:Price': { 'cbc:PriceAmount': amount(line.price.minor), 'cbc:BaseQuantity': { ...unit, '#': line.price.per } },
    'cac:Item': {
      'cbc:Name': line.description,
      'cac:SellersItemIdentification': { 'cbc:ID': line.sku },
      'cac:OriginCountry': { 'cbc:IdentificationCode': line.origin },
      'cac:CommodityClassification': { 'cbc:ItemClassificationCode': { '@listID': 'HS', '#': line.hsCode } },
    },
  };
}
