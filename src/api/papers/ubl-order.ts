import { allocate, multiplyPrice } from '../../domain/money.ts';
import { allowanceAmount, type Line, lineAmount } from '../../domain/order/line.ts';
import { type Terms, totalOf } from '../../domain/order/terms.ts';
import type { IssuedOrder } from '../../domain/papers/agreed.ts';
import { ublAmount, type UblCompany, ublParty, ublQuantity, ublTime, writeUbl } from '../ubl.ts';

/** A purchase order with the companies in it, as the UBL document names them. */
export interface UblOrder {
  /** The order's number on the platform. */
  order: string;
  issued: IssuedOrder;
  buyer: UblCompany;
  supplier: UblCompany;
}

/**
 * The purchase order as a UBL 2.4 Order document (UNTDID 1001 code 220); the order of the members is the schema's.
 * Prices, totals and payments are those of the agreed version, whose hash is that of the quotation it refers to.
 */
export function ublOrder({ order, issued, buyer, supplier }: UblOrder): string {
  const { number, issuedAt, version } = issued;
  const { terms } = version;
  const issuedOn = ublTime(issuedAt);
  const total = ublAmount(totalOf(terms), terms.currency);
  return writeUbl('Order', {
    'cbc:ID': number,
    'cbc:SalesOrderID': order,
    'cbc:IssueDate': issuedOn.date,
    'cbc:IssueTime': issuedOn.time,
    'cbc:OrderTypeCode': '220',
    'cbc:DocumentCurrencyCode': terms.currency,
    'cbc:LineCountNumeric': terms.lines.length,
    'cac:QuotationDocumentReference': {
      'cbc:ID': `${order}/${version.version}`,
      'cac:Attachment': {
        'cac:ExternalReference': { 'cbc:DocumentHash': version.hash, 'cbc:HashAlgorithmMethod': sha256 },
      },
      'cac:ValidityPeriod': { 'cbc:EndDate': ublTime(version.validUntil).date },
    },
    'cac:BuyerCustomerParty': { 'cac:Party': ublParty(buyer) },
    'cac:SellerSupplierParty': { 'cac:Party': ublParty(supplier) },
    'cac:Delivery': { 'cac:RequestedDeliveryPeriod': { 'cbc:EndDate': terms.deliverBy } },
    'cac:DeliveryTerms': { 'cbc:ID': terms.incoterm, 'cac:DeliveryLocation': { 'cbc:ID': terms.namedPlace } },
    'cac:PaymentMeans': paymentMeans(terms),
    'cac:PaymentTerms': paymentTerms(terms),
    'cac:AnticipatedMonetaryTotal': { 'cbc:LineExtensionAmount': total, 'cbc:PayableAmount': total },
    'cac:OrderLine': terms.lines.map((line) => ({ 'cac:LineItem': lineOf(line, terms.currency) })),
  });
}

/** The name by which XML Signature and so UBL know the algorithm. */
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** UNTDID 4461: 30 is a credit transfer, ZZZ what the parties have defined, here the documentary credit. */
const paymentMeans = ({ paymentMethod }: Terms): object =>
  paymentMethod === 'LETTER_OF_CREDIT'
    ? { 'cbc:PaymentMeansCode': 'ZZZ', 'cbc:InstructionNote': 'Documentary credit, UCP 600' }
    : { 'cbc:PaymentMeansCode': '30' };

function paymentTerms(terms: Terms): object[] {
  const shares = terms.paymentPlan.map(({ share }) => share);
  const amounts = allocate(totalOf(terms), shares);
  return terms.paymentPlan.map(({ share, due }, at) => ({
    'cbc:ID': String(at + 1),
    'cbc:Note': due,
    'cbc:PaymentPercent': share / 100,
    'cbc:Amount': ublAmount(amounts[at] ?? 0, terms.currency),
  }));
}

function lineOf(line: Line, currency: string): object {
  return {
    'cbc:ID': String(line.line),
    'cbc:Quantity': ublQuantity(line.quantity, line.unit),
    'cbc:LineExtensionAmount': ublAmount(lineAmount(line), currency),
    ...allowanceOf(line, currency),
    'cac:Price': {
      'cbc:PriceAmount': ublAmount(line.price.minor, currency),
      'cbc:BaseQuantity': ublQuantity(line.price.per, line.unit),
    },
    'cac:Item': {
      'cbc:Name': line.description,
      'cac:SellersItemIdentification': { 'cbc:ID': line.sku },
      'cac:ItemSpecificationDocumentReference': artworkOf(line),
      'cac:OriginCountry': { 'cbc:IdentificationCode': line.origin },
      ...(line.hsCode === '' ? {} : { 'cac:CommodityClassification': harmonised(line.hsCode) }),
      'cac:AdditionalItemProperty': coloursOf(line),
    },
  };
}

/** What joint marketing takes off the price: the line's amount is what is left. */
const allowanceOf = (line: Line, currency: string): object =>
  line.allowance === undefined
    ? {}
    : {
        'cac:AllowanceCharge': {
          'cbc:ChargeIndicator': false,
          'cbc:AllowanceChargeReason': `Joint marketing, agreement ${line.allowance.agreement}`,
          'cbc:MultiplierFactorNumeric': line.allowance.shareBp / 10_000,
          'cbc:Amount': ublAmount(allowanceAmount(line), currency),
          'cbc:BaseAmount': ublAmount(multiplyPrice(line.price, line.quantity), currency),
        },
      };

const harmonised = (code: string): object => ({ 'cbc:ItemClassificationCode': { '@listID': 'HS', '#': code } });

/** What the goods are printed with: each file by its name and hash. */
const artworkOf = ({ customisation }: Line): object[] =>
  (customisation?.artwork ?? []).map(({ name, sha256: hash }) => ({
    'cbc:ID': name,
    'cac:Attachment': {
      'cac:ExternalReference': { 'cbc:DocumentHash': hash, 'cbc:HashAlgorithmMethod': sha256 },
    },
  }));

const coloursOf = ({ customisation }: Line): object[] =>
  (customisation?.colours ?? []).map((colour) => ({ 'cbc:Name': 'Colour', 'cbc:Value': colour }));
