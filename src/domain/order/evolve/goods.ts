import type { Order } from '../order.ts';
import type { Customs, Goods } from '../parts.ts';
import { attend, contracted, type Evolvers, relieve } from './evolver.ts';

type OfGoods =
  | 'MilestoneReported'
  | 'GoodsReady'
  | 'InboundBooked'
  | 'PartialArrivalRecorded'
  | 'GoodsReceived'
  | 'InspectionPlanned'
  | 'FindingsRecorded'
  | 'VerdictGiven'
  | 'PackingListSubmitted'
  | 'DocumentsMatched'
  | 'TransportChosen'
  | 'ContainerStuffed'
  | 'DeclarationLodged'
  | 'CustomsQueried'
  | 'CustomsQueryAnswered'
  | 'CustomsReleased'
  | 'CustomsRefused'
  | 'TitleTransferred';

const goods = (order: Order, change: Partial<Goods>): Order => ({
  ...contracted(order),
  goods: { ...contracted(order).goods, ...change },
});
const customs = (order: Order, change: Partial<Customs>): Order => ({
  ...contracted(order),
  customs: { ...contracted(order).customs, ...change },
});

/** The goods themselves: made, received, inspected, matched, cleared, and whose they are. */
export const goodsEvolvers: Evolvers<OfGoods> = {
  MilestoneReported: (order, { name, detail }, { at }) =>
    goods(order, { milestones: [...contracted(order).goods.milestones, { name, detail, at }] }),
  GoodsReady: (order, _data, { at }) => goods(order, { readyAt: at }),
  InboundBooked: (order, { inbound }) => goods(order, { inbound: [...contracted(order).goods.inbound, inbound] }),
  PartialArrivalRecorded: (order, { receipt: { cartonsReceived, cartonsBooked } }, { at }) => {
    const detail =
      `${cartonsReceived} of ${cartonsBooked} cartons are there; the shipment waits for the rest or for an ` +
      'amendment.';
    return attend(order, { code: 'partial-arrival', detail, since: at });
  },
  GoodsReceived: (order, { receipt, switching }) =>
    goods(
      relieve(order, (code) => code === 'partial-arrival'),
      { receipt, verdict: null, ...(switching === undefined ? {} : { switching }) },
    ),
  InspectionPlanned: (order, { plan }) => goods(order, { plan, findings: null }),
  FindingsRecorded: (order, { findings }) => goods(order, { findings }),
  VerdictGiven: (order, { verdict }) =>
    verdict === 'accept' || verdict === 'reject'
      ? goods(order, { verdict })
      : // Sorted or reworked goods come back over the warehouse's scale and are inspected as a new round.
        goods(order, { verdict, receipt: null, rounds: contracted(order).goods.rounds + 1 }),
  PackingListSubmitted: (order, list, { at }) => goods(order, { packingList: { ...list, at } }),
  DocumentsMatched: (order, { discrepancies }, { at }) =>
    goods(
      order,
      discrepancies.length === 0 ? { discrepancies: null, matchedAt: at } : { discrepancies, matchedAt: null },
    ),
  TransportChosen: (order, { by }, { at }) => customs(order, { transport: { by, at } }),
  ContainerStuffed: (order, container) => customs(order, { container }),
  DeclarationLodged: (order, declaration, { at }) => customs(order, { declaration: { ...declaration, lodgedAt: at } }),
  CustomsQueried: (order, { query }) => customs(order, { query }),
  CustomsQueryAnswered: (order) => customs(order, { query: null }),
  CustomsReleased: (order, { document }, { at }) => customs(order, { released: { document, at } }),
  CustomsRefused: (order, { reason }, { at }) =>
    customs(attend(order, { code: 'customs-refused', detail: reason, since: at }), { refused: reason }),
  TitleTransferred: (order, _data, { at }) => ({ ...contracted(order), titleTransferredAt: at }),
};
