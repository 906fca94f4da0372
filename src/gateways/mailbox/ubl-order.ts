import { allAt, at, attribute, textAt, textsAt, type XmlElement, type XmlNode } from '../bank/xml.ts';

/** A quantity of whole units; UBL allows decimals, this engine counts pieces. */
function quantityOf(item: XmlNode | undefined, place: string): number {
  const written = textAt(item, 'Quantity');
  const whole = written === null ? null : /^(\d{1,10})(?:\.0+)?$/.exec(written);
  if (whole === null) throw new RangeError(`${place}.Quantity: '${written ?? ''}' is no whole number of units`);
  return Number(whole[1]);
}

const filled = (fields: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== null));

/**
 * The input of POST /v1/orders that a UBL 2.x Order (ISO/IEC 19845) stands for: whom it asks, for what, and where to.
 * The seller is named by its party identification on the platform. Nothing is checked against the platform yet.
 * Throws RangeError naming the element that is missing or cannot be used.
 */
export function readUblOrder(root: XmlElement): object {
  const order = at(root, 'Order');
  if (order === undefined) throw new RangeError('the root element is not Order (UBL 2.x)');
  const supplier = textAt(order, 'SellerSupplierParty', 'Party', 'PartyIdentification', 'ID');
  if (supplier === null) throw new RangeError('SellerSupplierParty/Party/PartyIdentification/ID is missing');
  const items = allAt(order, 'OrderLine').map((line, index) => itemOf(line, `OrderLine[${index + 1}]`));
  const address = at(order, 'Delivery', 'DeliveryLocation', 'Address') ?? at(order, 'Delivery', 'DeliveryAddress');
  const place = [['StreetName'], ['CityName'], ['Country', 'IdentificationCode']].flatMap(
    (path) => textAt(address, ...path) ?? [],
  );
  const destination = place.join(', ') || textAt(order, 'DeliveryTerms', 'DeliveryLocation', 'ID');
  const wantedBy = textAt(order, 'Delivery', 'RequestedDeliveryPeriod', 'EndDate');
  const number = textAt(order, 'ID');
  const remarks = [...(number === null ? [] : [`Purchase order ${number}`]), ...textsAt(order, 'Note')].join('\n');
  const said = filled({ destination, wantedBy, reference: number });
  return { supplier, demand: { items, ...said, paymentMethod: methodOf(order), remarks } };
}

/** UNTDID 4461 has no code for a documentary credit, so it is named; a transfer where nothing is said. */
function methodOf(order: XmlNode): 'TRANSFER' | 'LETTER_OF_CREDIT' {
  const notes = [...textsAt(order, 'PaymentMeans', 'InstructionNote'), ...textsAt(order, 'PaymentTerms', 'Note')];
  return notes.some((note) => /documentary credit|letter of credit|\bUCP\b/i.test(note))
    ? 'LETTER_OF_CREDIT'
    : 'TRANSFER';
}

function itemOf(line: XmlNode, place: string): object {
  const item = at(line, 'LineItem');
  if (item === undefined) throw new RangeError(`${place}.LineItem is missing`);
  const description = textAt(item, 'Item', 'Name') ?? textAt(item, 'Item', 'Description') ?? '';
  const sku = textAt(item, 'Item', 'SellersItemIdentification', 'ID');
  const quality = [textAt(item, 'Note'), unitOf(item), priceOf(item)].filter((text) => text !== null).join('\n');
  return {
    description,
    quantity: quantityOf(item, `${place}.LineItem`),
    ...filled({ sku, quality: quality === '' ? null : quality }),
  };
}

/** Codes of UN/ECE Recommendation 20 for one piece. */
const pieces = ['C62', 'H87', 'EA', 'PCE'];

/** An enquiry counts without units: one that is no piece goes with the words, so that nobody takes it for one. */
function unitOf(item: XmlNode): string | null {
  const unit = attribute(at(item, 'Quantity'), 'unitCode');
  return unit === null || pieces.includes(unit) ? null : `Quantity in ${unit}`;
}

/** The price the buyer has in mind, in words: it is the supplier who quotes. */
function priceOf(item: XmlNode): string | null {
  const amount = textAt(item, 'Price', 'PriceAmount');
  if (amount === null) return null;
  const currency = attribute(at(item, 'Price', 'PriceAmount'), 'currencyID') ?? '';
  return `Price in the order: ${amount} ${currency} per ${textAt(item, 'Price', 'BaseQuantity') ?? '1'}`;
}

const elements: [RegExp, string][] = [
  [/^supplier$/, 'SellerSupplierParty/Party/PartyIdentification/ID'],
  [/^demand\.items$/, 'OrderLine'],
  [/^demand\.destination$/, 'Delivery/DeliveryAddress'],
  [/^demand\.wantedBy$/, 'Delivery/RequestedDeliveryPeriod/EndDate'],
  [/^demand\.reference$/, 'ID'],
  [/^demand\.remarks$/, 'Note'],
];
const elementsOfItem: Record<string, string> = {
  description: 'Item/Name',
  sku: 'Item/SellersItemIdentification/ID',
  quantity: 'Quantity',
  quality: 'Note',
};

/** The element of a UBL Order that a field of the input came from, as its path below Order. */
export function ublElementOf(field: string): string {
  const [, index, name = ''] = /^demand\.items\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
  if (index !== undefined) {
    const line = `OrderLine[${Number(index) + 1}]/LineItem`;
    return elementsOfItem[name] === undefined ? line : `${line}/${elementsOfItem[name]}`;
  }
  return elements.find(([pattern]) => pattern.test(field))?.[1] ?? field;
}
