import type { DocumentTypeCode } from '../document-types.ts';
import { hashOf } from '../hash.ts';
import type { Party } from '../parties.ts';
import type { Paper } from '../record.ts';
import type { Facts, HappenedFact } from './facts.ts';
import type { Contracted, Order, QuoteVersion } from './order.ts';
import { isContracted } from './order.ts';
import { at } from './evolve/evolver.ts';
import { goodsLines } from './goods-lines.ts';
import { isSealed } from './sourced.ts';
import { releaseCode } from './stages/receipt.ts';

const platform: Party[] = ['adviser', 'account-manager', 'customer-service', 'operator', 'auditor', 'bank'];
const traders: Party[] = ['buyer', 'supplier', ...platform];
const everybody: Party[] = [...traders, 'warehouse-operator', 'inspector', 'customs-broker', 'carrier'];

interface Draft {
  type: DocumentTypeCode;
  title: string;
  issuer: Party;
  visibleTo: Party[];
  content: object;
}

const draft = (type: DocumentTypeCode, title: string, rest: Omit<Draft, 'type' | 'title'>): Draft =>
  ({ type, title, ...rest });

/**
 * The papers that follow from one fact, made from the order's own data, so that they cannot contradict one another
 * (requirements.md B9). `order` is the order after the fact. Types are UNTDID 1001 codes.
 */
export function papersOf(order: Order, happened: HappenedFact, seq: number): Paper[] {
  return draftsOf(order, happened).map((drafted, index) => {
    const content = { order: order.order, issuedAt: happened.at, ...drafted.content };
    return {
      ...drafted,
      id: `${seq}-${drafted.type}${index === 0 ? '' : `-${index}`}`,
      version: order.version,
      content,
      sha256: hashOf(content),
    };
  });
}

function draftsOf(order: Order, happened: HappenedFact): Draft[] {
  switch (happened.type) {
    case 'QuoteSubmitted':
    case 'TermsProposed':
    case 'CounterOffered':
      return [
        draft('310', `Offer, version ${happened.data.version.version}`, {
          issuer: happened.data.version.by,
          // Under seal the paper is the supplier's own; when it is opened, it is issued to both.
          visibleTo: isSealed(order) ? ['supplier'] : traders,
          content: happened.data.version,
        }),
      ];
    case 'QuoteOpened':
    case 'ShareAwarded': {
      const version = happened.type === 'ShareAwarded' ? happened.data.version : latestOffer(order);
      const told = { issuer: version.by, visibleTo: traders, content: version };
      return [draft('310', `Offer, version ${version.version}`, told)];
    }
    case 'SampleOrdered':
      return happened.data.samples.map((sample) =>
        draft('228', `Sample order ${sample.id}`, { issuer: 'buyer', visibleTo: traders, content: sample }),
      );
    case 'PurchaseOrderIssued':
      return [
        draft(order.source === 'SAMPLE' ? '228' : '220', `Purchase order ${happened.data.number}`, {
          issuer: 'buyer',
          visibleTo: traders,
          content: happened.data,
        }),
      ];
    case 'ContractSealed':
    case 'ContractAmended': {
      const { contract } = happened.data;
      return [
        draft('315', `Contract, version ${contract.version}`, {
          issuer: 'house',
          visibleTo: traders,
          content: contract,
        }),
      ];
    }
    default:
      return isContracted(order) ? contractDrafts(order, happened) : [];
  }
}

const latestOffer = (order: Order) => at(order, 'quote').versions.at(-1) as QuoteVersion;

function contractDrafts(order: Contracted, happened: HappenedFact): Draft[] {
  switch (happened.type) {
    case 'InboundBooked':
      return [
        draft('351', `Despatch advice ${happened.data.inbound.booking}`, {
          issuer: 'supplier',
          visibleTo: everybody,
          content: happened.data.inbound,
        }),
      ];
    case 'GoodsReceived':
    case 'PartialArrivalRecorded':
      return [
        draft('632', `Goods receipt ${happened.data.receipt.number}`, {
          issuer: 'warehouse-operator',
          visibleTo: everybody,
          content: happened.data.receipt,
        }),
      ];
    case 'VerdictGiven':
      return [
        draft('293', `Inspection report, ${happened.data.verdict}`, {
          issuer: 'inspector',
          visibleTo: [...traders, 'inspector'],
          content: { ...happened.data, plan: order.goods.plan, findings: order.goods.findings },
        }),
      ];
    case 'TitleTransferred':
      return [
        draft('631', `Transfer of title ${happened.data.act}`, {
          issuer: 'house',
          visibleTo: traders,
          content: { ...happened.data, contract: order.contract.hash },
        }),
      ];
    default:
      return moneyDrafts(order, happened);
  }
}

function moneyDrafts(order: Contracted, happened: HappenedFact): Draft[] {
  switch (happened.type) {
    case 'PaymentRequested':
      return [requestPaper(order, happened.data.request)];
    case 'DisbursementApproved':
      return order.disbursements
        .filter(({ id, status }) => id === happened.data.disbursement && status === 'APPROVED')
        .map((content) =>
          draft('450', `Payment order ${content.id}`, { issuer: 'house', visibleTo: platform, content }),
        );
    case 'LateDeliveryAssessed':
      // How the damages of a late delivery were reckoned, for both sides.
      return [
        draft('383', 'Damages for late delivery, calculation', {
          issuer: 'house',
          visibleTo: traders,
          content: { contract: order.contract.hash, ...happened.data },
        }),
      ];
    default:
      return shippingDrafts(order, happened);
  }
}

/** What is asked of the buyer: a part of the price, or what a payment has cost. */
function requestPaper(order: Contracted, request: Facts['PaymentRequested']['request']): Draft {
  const content = { ...request, chargeBearer: 'DEBT' };
  const lines = goodsLines(order);
  const read = { issuer: 'house' as const, visibleTo: ['buyer', ...platform] satisfies Party[] };
  return request.charges === undefined
    ? draft('325', `Proforma invoice and payment request ${request.id}`, { ...read, content: { ...content, lines } })
    : draft('383', `Debit note ${request.id}, charges of a payment`, { ...read, content });
}

function shippingDrafts(order: Contracted, happened: HappenedFact): Draft[] {
  switch (happened.type) {
    case 'PackingListSubmitted':
      return [
        draft('271', `Packing list ${happened.data.reference}`, {
          issuer: 'supplier',
          visibleTo: everybody,
          content: happened.data,
        }),
      ];
    case 'DeclarationLodged':
      return [
        draft('830', `Export declaration ${happened.data.number}`, {
          issuer: 'customs-broker',
          visibleTo: everybody,
          content: { ...happened.data, ...shippingSet(order) },
        }),
        draft('380', 'Commercial invoice', {
          issuer: 'supplier',
          visibleTo: everybody,
          content: { ...shippingSet(order), lines: goodsLines(order) },
        }),
      ];
    case 'CustomsReleased':
      return [
        draft('932', `Customs release ${happened.data.document}`, {
          issuer: 'customs-broker',
          visibleTo: everybody,
          content: happened.data,
        }),
      ];
    case 'HandedOver': {
      const { transportDocument } = happened.data;
      return [
        draft(transportDocument.type, `Transport document ${transportDocument.number}`, {
          issuer: 'carrier',
          visibleTo: everybody,
          content: { ...happened.data, ...shippingSet(order) },
        }),
      ];
    }
    case 'GoodsArrived':
      return [
        draft('781', 'Arrival notice', { issuer: 'carrier', visibleTo: everybody, content: happened.data }),
        ...(order.contract.terms.transport === 'SEA_LCL'
          ? [
              draft('640', 'Delivery order', {
                issuer: 'house',
                visibleTo: ['buyer', ...platform, 'warehouse-operator'],
                content: { releaseCode: releaseCode(order) },
              }),
            ]
          : []),
      ];
    default:
      return [];
  }
}

/** The one data set that declaration, invoice and transport document are made from. */
const shippingSet = (order: Contracted) => ({
  contract: order.contract.hash,
  exporter: order.companies.supplier,
  consignee: order.companies.buyer,
  incoterm: `${order.contract.terms.incoterm} ${order.contract.terms.namedPlace}`,
  currency: order.contract.terms.currency,
  totalMinor: order.contract.totalMinor,
  container: order.customs.container,
  packing: order.goods.packingList?.perLine ?? [],
});
