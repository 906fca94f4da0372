import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry } from '../support/http-trade.ts';
import { purchaseOrderOf } from '../support/ubl-samples.ts';
import { ublErrors } from '../gateways/fixtures/ubl.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const path = '/v1/purchase-orders';
const send = (xml: string | Buffer, who = 'buyer', key?: string) => office.postXml(who, path, xml, key);

describe('a purchase order in UBL', () => {
  it('opens the same case as one in JSON, once by its key', async () => {
    expect(await ublErrors('Order', [purchaseOrderOf('PO-7')])).toEqual([]);
    const { body, headers } = await send(purchaseOrderOf('PO-7'), 'buyer', 'po-7').expect(201);
    expect(headers.location).toBe(`/v1/orders/${body.order}`);
    const { body: seen } = await office.get('supplier', headers.location!).expect(200);
    expect(seen).toMatchObject({ stage: 'enquiry', state: { source: 'PURCHASE_ORDER', mode: 'B2B' } });
    expect(seen.state.demand).toEqual({
      items: [
        { description: 'Lamp & shade', sku: 'LAMP-1', quantity: 40,
          quality: 'Quantity in KGM\nPrice in the order: 12.50 USD per 1' },
      ],
      destination: '香港, HK',
      wantedBy: '2026-09-30',
      reference: 'PO-7',
      paymentMethod: 'TRANSFER',
      remarks: 'Purchase order PO-7',
    });
    const again = await send(purchaseOrderOf('PO-7'), 'buyer', 'po-7').expect(201);
    expect(again.body.order).toBe(body.order);
    expect((await send(purchaseOrderOf('PO-8'), 'buyer', 'po-7').expect(422)).body.code).toBe('idempotency-key-reused');
  });

  it('may name its encoding, and pay by letter of credit', async () => {
    const latin = purchaseOrderOf('PO-é', ['UTF-8', 'ISO-8859-1'], ['香港', 'Genève'], [
      '</cac:Delivery>',
      '</cac:Delivery><cac:PaymentMeans><cbc:PaymentMeansCode>ZZZ</cbc:PaymentMeansCode>' +
        '<cbc:InstructionNote>Documentary credit, UCP 600</cbc:InstructionNote></cac:PaymentMeans>',
    ]);
    const { headers } = await send(Buffer.from(latin, 'latin1')).expect(201);
    const { body } = await office.get('buyer', headers.location!);
    expect(body.state.demand).toMatchObject({ reference: 'PO-é', paymentMethod: 'LETTER_OF_CREDIT' });
    expect(body.state.demand.destination).toBe('Genève, HK');
  });

  const many = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">';
  const outside = '<!ENTITY x SYSTEM "file:///etc/passwd">';
  const refusals: [why: string, xml: string | Buffer, detail: RegExp][] = [
    ['without a number', purchaseOrderOf(''), /^body.ID: an order of source PURCHASE_ORDER says it/],
    ['to nobody', purchaseOrderOf('1', ['c-brightworks', '']), /SellerSupplierParty\/Party.* is missing/],
    ['of half a piece', purchaseOrderOf('1', ['>40<', '>40.5<']), /LineItem.Quantity: '40.5' is no whole/],
    ['of no pieces', purchaseOrderOf('1', ['>40<', '>0<']), /^body.OrderLine\[1\]\/LineItem\/Quantity: /],
    ['without a name', purchaseOrderOf('1', ['Lamp &amp; shade', ' ']), /^body.OrderLine\[1\]\/LineItem\/Item\/Name: /],
    ['for no day', purchaseOrderOf('1', ['2026-09-30', '2026-02-30']), /^body.Delivery\/RequestedDelivery.*EndDate: /],
    ['to nowhere', purchaseOrderOf('1', ['香港', ''], ['>HK<', '><']), /^body.Delivery\/DeliveryAddress: /],
    ['that is an invoice', '<Invoice/>', /the root element is not Order/],
    ['with entities', `<!DOCTYPE o [${many}]>${purchaseOrderOf('&c;').slice(38)}`, /declarations are not accepted/],
    ['that reads files', purchaseOrderOf('1', ['?>', `?><!DOCTYPE o [${outside}]>`]), /declarations/],
    ['nested without end', '<a>'.repeat(200) + '</a>'.repeat(200), /nested deeper/],
    ['that is no XML', 'PK\u0003\u0004', /character that XML 1.0 does not allow/],
    ['in no encoding', Buffer.from([0x3c, 0xff, 0xfe, 0x3e]), /cannot be read as utf-8/],
    ['of nothing', ' ', /the file is empty/],
  ];
  it.each(refusals)('%s is refused, naming the element and the rule', async (_why, xml, detail) => {
    const { status, body } = await send(xml);
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(body.detail).toMatch(detail);
  });

  it('is for buyers, of suppliers there are, and of a size that can be', async () => {
    expect((await send(purchaseOrderOf('1'), 'supplier').expect(403)).body.code).toBe('not-your-move');
    const unknown = purchaseOrderOf('1', ['c-brightworks', 'c-nobody']);
    expect((await send(unknown).expect(404)).body.code).toBe('unknown-supplier');
    await send(purchaseOrderOf('1', ['</Order>', `${' '.repeat(6_000_000)}</Order>`])).expect(413);
    await office.post('buyer', path, {}).expect(415);
  });
});

describe('what an order has to say', () => {
  const item = { description: 'LED lamp', quantity: 10 };
  const opened = (source: string, demand: object = {}) =>
    office.post('buyer', '/v1/orders', { ...enquiry, source, demand: { ...enquiry.demand, items: [item], ...demand } });

  it('depends on where it comes from, and is refused by field and rule', async () => {
    const paths = async (source: string, demand?: object) =>
      ((await opened(source, demand).expect(422)).body.issues as { path: string }[]).map(({ path: at }) => at);
    expect(await paths('PURCHASE_ORDER')).toEqual(['demand.reference', 'demand.paymentMethod']);
    expect(await paths('API', { items: [{ ...item, sku: 'A' }, item] })).toEqual(['demand.items.1.sku']);
    expect(await paths('LINK')).toEqual(['demand.items.0.sku']);
    await opened('CONSUMER').expect(422);
    await opened('ENQUIRY').expect(201);
  });

  it('is on the order with its source: reference, method of payment, articles', async () => {
    const said = { reference: 'PO-1', paymentMethod: 'LETTER_OF_CREDIT', items: [{ ...item, sku: 'A' }] };
    const { body } = await opened('PURCHASE_ORDER', said).expect(201);
    const { body: seen } = await office.get('supplier', `/v1/orders/${body.order}`);
    expect(seen.state).toMatchObject({ source: 'PURCHASE_ORDER', demand: said });
    expect((await opened('API', { paymentMethod: 'CASH' }).expect(422)).body.detail).toMatch(/demand.paymentMethod/);
  });
});
