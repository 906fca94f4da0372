import type { Order, OpenStage } from '../../src/domain/order/order.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { releasesOnTitle, withoutWarehouse } from '../../src/domain/order/route.ts';
import { releaseCode } from '../../src/domain/order/stages/receipt.ts';
import { addDays } from '../../src/domain/order/time.ts';
import { inboundOf, packingListOf, receiptOf, termsOf } from './deal.ts';
import { paperOf } from './play.ts';
import type { Trade } from './trade.ts';

const sha256 = 'a'.repeat(64);

/** The hash of the terms that stand on the table of an order that is still negotiated. */
export function offeredHash(order: Order): string {
  if (order.stage === 'contract') return order.drafting.draft?.hash ?? order.acceptedHash ?? '';
  if (order.stage === 'quote') return order.versions.at(-1)?.hash ?? '';
  throw new Error(`nothing is offered in ${order.stage}`);
}

/** How a trade in which all goes well leaves each stage; the whole happy path is these in the order of the route. */
export const ways: Record<OpenStage, (trade: Trade) => Promise<void>> = {
  async enquiry(trade) {
    const { openedAt } = await trade.order();
    await trade.issue('supplier', 'submitQuote', {
      terms: termsOf(trade.clauses, openedAt),
      validUntil: addDays(openedAt, 30),
    });
  },
  async quote(trade) {
    await trade.issue('buyer', 'acceptQuote', { hash: offeredHash(await trade.order()) });
  },
  async contract(trade) {
    await trade.issue('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: offeredHash(await trade.order()) });
    await trade.issue('supplier', 'draftContract');
    await trade.issue('buyer', 'confirmContract', { hash: offeredHash(await trade.order()) });
  },
  async escrow(trade) {
    await trade.pay();
  },
  async production(trade) {
    await trade.issue('supplier', 'readyForDispatch', { note: 'packed' });
    if (!withoutWarehouse(await trade.running()))
      await trade.issue('supplier', 'bookInbound', inboundOf(await trade.terms()));
  },
  async warehouse(trade) {
    await trade.issue('warehouse', 'issueGoodsReceipt', receiptOf(await trade.terms()));
  },
  async inspection(trade) {
    const { goods } = await trade.running();
    const defects = { critical: 0, major: goods.plan?.accept.major ?? 0, minor: 0 };
    await trade.issue('inspector', 'recordFindings', { sampled: goods.plan?.sampleSize ?? 0, defects, notes: '' });
    await trade.issue('inspector', 'giveVerdict', { verdict: 'accept' });
  },
  async matching(trade) {
    await trade.issue('supplier', 'submitPackingList', packingListOf(await trade.terms()));
  },
  async customs(trade) {
    await packAndLodge(trade);
    await trade.issue('broker', 'customsReleased', { document: 'REL-1' });
  },
  async release(trade) {
    const order = await trade.running();
    if (openRequests(order).length > 0) await trade.pay();
    if (releasesOnTitle(order) && order.titleTransferredAt === null)
      await trade.issue('warehouse', 'transferTitle', { act: 'ACT-1' });
    await trade.settleDisbursements();
  },
  async shipment(trade) {
    if (openRequests(await trade.running()).length > 0) await trade.pay();
    await ship(trade);
    await trade.issue('carrier', 'arrived', { evidence: 'POD-1' });
  },
  async receipt(trade) {
    const order = await trade.running();
    const { transport, lines } = order.contract.terms;
    if (transport === 'SEA_FCL') await trade.issue('buyer', 'collectAtPort', { reference: 'EIR-1' });
    if (transport === 'SEA_LCL') await trade.issue('buyer', 'collectAtWarehouse', { releaseCode: releaseCode(order) });
    const complete = lines.map(({ line, quantity }) => ({
      line,
      accepted: quantity,
      short: 0,
      damaged: 0,
      rejected: 0,
    }));
    await trade.issue('buyer', 'confirmReceipt', { lines: complete });
  },
  refund: (trade) => trade.settleDisbursements(),
  completed: (trade) => trade.finish(),
};

/** Everything customs wants to see, up to the lodged declaration. */
export async function packAndLodge(trade: Trade): Promise<void> {
  const { contract } = await trade.running();
  const sea = contract.terms.transport.startsWith('SEA');
  await trade.issue('buyer', 'chooseTransport', { by: sea ? 'CONTAINER' : 'COURIER' });
  if (sea) await trade.issue('warehouse', 'stuffContainer', { number: 'CSQU3054383', seal: 'HK123456', vgmKg: 9800 });
  await trade.issue('broker', 'lodgeDeclaration', { number: 'DEC-1', mode: '9710' });
}

/** Handed over, on its way, and the bill of lading surrendered; the goods have not arrived. */
export async function ship(trade: Trade): Promise<void> {
  const { contract } = await trade.running();
  const transportDocument = { type: paperOf({ contract }), number: 'BL-2601' };
  await trade.issue('carrier', 'handOver', { carrier: 'Sandbox Lines', transportDocument });
  const occurredAt = (await trade.order()).stageSince;
  for (const milestone of ['LOADED', 'DEPARTED', 'ARRIVED']) {
    await trade.issue('carrier', 'transportMilestone', { milestone, occurredAt, event: `evt-${milestone}`, sha256 });
  }
  if (contract.terms.transport.startsWith('SEA'))
    await trade.issue('carrier', 'surrenderBillOfLading', { how: 'TELEX_RELEASE' });
}
