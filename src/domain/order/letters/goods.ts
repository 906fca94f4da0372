import { isContracted, type Order, type Stage } from '../order.ts';
import { withoutGoods } from '../route.ts';
import { tell, tellBoth, type Tellers, type Told } from './telling.ts';

type Goods =
  | 'StageEntered'
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

export const deliverBy = (order: Order): string | null => (isContracted(order) ? order.contract.terms.deliverBy : null);

/** Whose turn it is when an order enters a stage, where no fact of the stage says so by itself. */
const onEntering: Partial<Record<Stage, (order: Order) => Told[]>> = {
  production: (order) => [tell('supplier', 'production-may-begin', { deliverBy: deliverBy(order) })],
  matching: () => [tell('supplier', 'packing-list-wanted')],
  customs: (order) =>
    isContracted(order) && order.customs.transport === null ? [tell('buyer', 'transport-to-choose')] : [],
  release: (order) =>
    isContracted(order) && order.titleTransferredAt === null && !withoutGoods(order)
      ? [tell('warehouse-operator', 'title-to-transfer')]
      : [],
  shipment: () => [tell('carrier', 'goods-to-carry')],
  completed: () => tellBoth('completed'),
};

/** From production to the transfer of title. */
export const goodsTellers: Tellers<Goods> = {
  StageEntered: ({ stage }, order) => onEntering[stage]?.(order) ?? [],
  MilestoneReported: ({ name, detail }) => [tell('buyer', 'production-milestone', { name, detail })],
  GoodsReady: ({ note }) => [tell('buyer', 'goods-ready', { note })],
  InboundBooked: ({ inbound: { booking, cartons } }) => [
    tell('warehouse-operator', 'goods-announced', { booking, cartons }),
  ],
  PartialArrivalRecorded: ({ receipt: { number, cartonsReceived: received, cartonsBooked: booked } }) =>
    tellBoth('partial-arrival', { number, received, booked }),
  GoodsReceived: ({ receipt: { number, cartonsReceived: received, damaged } }) =>
    tellBoth('goods-received', { number, received, damaged }),
  InspectionPlanned: ({ plan: { round, cartonsToOpen: cartons, sampleSize } }) => [
    tell('inspector', 'inspection-wanted', { round, cartons, sampleSize }),
  ],
  FindingsRecorded: null,
  VerdictGiven: ({ verdict }) => tellBoth('verdict', { verdict }),
  PackingListSubmitted: null,
  DocumentsMatched: ({ discrepancies }) =>
    discrepancies.length === 0
      ? []
      : tellBoth('discrepancies', {
          count: discrepancies.length,
          list: discrepancies.map(({ detail }) => detail).join('\n'),
        }),
  TransportChosen: ({ by }) =>
    by === 'CONTAINER'
      ? [tell('warehouse-operator', 'container-to-stuff')]
      : [tell('customs-broker', 'declaration-wanted')],
  ContainerStuffed: () => [tell('customs-broker', 'declaration-wanted')],
  DeclarationLodged: null,
  CustomsQueried: ({ query }) => [
    tell('supplier', 'customs-queried', { query }),
    tell('customs-broker', 'customs-queried', { query }),
  ],
  CustomsQueryAnswered: null,
  CustomsReleased: ({ document }) => tellBoth('customs-released', { document }),
  CustomsRefused: ({ reason }) => tellBoth('customs-refused', { reason }),
  TitleTransferred: ({ act }) => tellBoth('title-transferred', { act }),
};
