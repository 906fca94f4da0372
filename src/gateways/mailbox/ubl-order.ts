import { allAt, at, textAt, textsAt, type XmlElement, type XmlNode } from '../bank/xml.ts';

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
  return { supplier, demand: { items, ...filled({ destination, wantedBy }), remarks } };
}

function itemOf(line: XmlNode, place: string): object {
  const item = at(line, 'LineItem');
  if (item === undefined) throw new RangeError(`${place}.LineItem is missing`);
  const description = textAt(item, 'Item', 'Name') ?? textAt(item, 'Item', 'Description') ?? '';
  const sku = textAt(item, 'Item', 'SellersItemIdentification', 'ID');
  return {
    description,
    quantity: quantityOf(item, `${place}.LineItem`),
    ...filled({ sku, quality: textAt(item, 'Note') }),
  };
}
