import { openRequests } from '../../src/domain/order/escrow.ts';
import type { OpenStage, Order } from '../../src/domain/order/order.ts';
import type { Disbursement, PaymentRequest } from '../../src/domain/order/parts.ts';
import { withoutGoods, withoutWarehouse } from '../../src/domain/order/route.ts';
import { wantsCredit } from '../../src/domain/order/secured.ts';
import { releaseCode } from '../../src/domain/order/stages/receipt.ts';
import type { TransportMode } from '../../src/domain/order/terms.ts';
import { addDays } from '../../src/domain/order/time.ts';
import { type Clauses, inboundOf, packingListOf, receiptOf, termsOf } from './deal.ts';
import { people } from './people.ts';
import { issue, opened, type Played, running } from './played.ts';

/** The hash of what stands on the table: the latest offer, the agreed version, the draft. */
export function hashOnTable({ order }: Played): string {
  if (order.stage === 'quote') return order.versions.at(-1)?.hash ?? '';
  if (order.stage === 'contract') return order.drafting.draft?.hash ?? order.acceptedHash ?? '';
  throw new Error(`nothing is on the table in ${order.stage}`);
}

export const isFlown = (order: Order): boolean =>
  'contract' in order && !order.contract.terms.transport.startsWith('SEA');

/** How a trade in which all goes well leaves each stage. */
const ways: Record<OpenStage, (played: Played) => Played> = {
  enquiry: (played) => {
    const { openedAt } = played.order;
    const terms = termsOf(played.clauses, openedAt);
    return issue(played, 'supplier', 'submitQuote', { terms, validUntil: addDays(openedAt, 30) });
  },
  quote: (played) => issue(played, 'buyer', 'acceptQuote', { hash: hashOnTable(played) }),
  contract: (played) => {
    const confirmed = drafted(played);
    return issue(confirmed, 'buyer', 'confirmContract', { hash: hashOnTable(confirmed) });
  },
  escrow: (played) => payAll(wantsCredit(running(played)) ? secured(played) : played),
  production: (played) =>
    withoutWarehouse(running(played))
      ? issue(played, 'supplier', 'readyForDispatch')
      : issue(played, 'supplier', 'bookInbound', inboundOf(running(played).contract.terms)),
  warehouse: (played) => issue(played, 'warehouse', 'issueGoodsReceipt', receiptOf(running(played).contract.terms)),
  inspection: (played) => issue(examined(played, 0), 'inspector', 'giveVerdict', { verdict: 'accept' }),
  matching: (played) => issue(played, 'supplier', 'submitPackingList', packingListOf(running(played).contract.terms)),
  customs: (played) => issue(lodged(played), 'broker', 'customsReleased', { document: 'REL-1' }),
  release: (played) => {
    const before = payAll(played);
    const moved =
      running(before).titleTransferredAt === null && !withoutGoods(running(before))
        ? issue(before, 'warehouse', 'transferTitle', { act: 'ACT-1' })
        : before;
    return settleAll(moved);
  },
  shipment: (played) => issue(handedOver(payAll(played)), 'carrier', 'arrived', { evidence: 'POD-1' }),
  receipt: (played) => {
    const lines = running(played).contract.terms.lines.map(({ line, quantity }) => ({ line, accepted: quantity }));
    return issue(played, 'buyer', 'confirmReceipt', { lines });
  },
  refund: (played) => settleAll(played),
  completed: (played) => played,
};

/** The next stage of a trade in which all goes well. */
export const onward = (played: Played): Played => {
  if (played.order.stage === 'closed') throw new Error('the order is closed');
  return ways[played.order.stage](played);
};

/** Plays a trade from its enquiry until it enters a stage. The route must lead through it. */
export function upTo(stage: OpenStage, clauses: Clauses = {}): Played {
  let played = opened(clauses);
  for (let steps = 0; played.order.stage !== stage; steps += 1) {
    if (steps > 20) throw new Error(`this trade never comes to ${stage}`);
    played = onward(played);
  }
  return played;
}

/** In `contract`: ordered and drafted, to be confirmed. */
export function drafted(played: Played, terms?: object): Played {
  const ordered = issue(played, 'buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: hashOnTable(played) });
  return issue(ordered, 'supplier', 'draftContract', terms === undefined ? {} : { terms });
}

/** In `inspection`: the sample was examined and this many major defects beyond the allowed ones were found. */
export function examined(played: Played, beyond: number): Played {
  const plan = running(played).goods.plan;
  if (plan === null) throw new Error('nothing is to be inspected');
  const defects = { critical: 0, major: plan.accept.major + beyond, minor: 0 };
  return issue(played, 'inspector', 'recordFindings', { sampled: plan.sampleSize, defects });
}

/** A letter of credit stands for what is due before title transfer. */
const secured = (played: Played): Played =>
  issue(played, 'house', 'creditStood', { credit: 'LC26000001', until: addDays(played.now, 90) });

/** In `customs`: chosen, stuffed where there is a container, and lodged. */
export function lodged(played: Played): Played {
  const flown = isFlown(played.order);
  const chosen = issue(played, 'buyer', 'chooseTransport', { by: flown ? 'COURIER' : 'CONTAINER' });
  const container = { number: 'CSQU3054383', seal: 'HK123456', vgmKg: 9800 };
  const packed = flown ? chosen : issue(chosen, 'warehouse', 'stuffContainer', container);
  return issue(packed, 'broker', 'lodgeDeclaration', { number: 'DEC-1', mode: '9710' });
}

/** The transport document each mode travels with. */
export const paperOf = ({ contract }: { contract: { terms: { transport: TransportMode } } }) =>
  ({ SEA_FCL: '705', SEA_LCL: '705', AIR: '740', COURIER: '703', ROAD: '730', RAIL: '720' })[contract.terms.transport];

/** In `shipment`: with the carrier, under the document of the contract's mode of transport. */
export function handedOver(played: Played): Played {
  const transportDocument = { type: paperOf(running(played)), number: 'BL-2601' };
  return issue(played, 'carrier', 'handOver', { carrier: 'Sandbox Lines', transportDocument });
}

/** In `receipt`: the cargo may be handed out. */
export const surrendered = (played: Played): Played =>
  issue(played, 'carrier', 'surrenderBillOfLading', { how: 'TELEX_RELEASE' });
export const codeOf = (played: Played): string => releaseCode(running(played));

let entries = 0;

/** The bank's credit for a request, exact unless told otherwise. */
export function credit(request: PaymentRequest, differs: object = {}) {
  entries += 1;
  const { reference, amountMinor, currency } = request;
  return { entry: `E${entries}`, reference, amountMinor, currency, ...differs };
}

/** Pays every open request exactly. */
export const payAll = (played: Played): Played =>
  openRequests(running(played)).reduce((paid, each) => issue(paid, 'bank', 'creditReceived', credit(each)), played);

/** The bank's debit for a disbursement. */
export const debit = ({ id, amountMinor, currency }: Disbursement) => ({
  disbursement: id,
  entry: `X-${id}`,
  amountMinor,
  currency,
});

/** Approves one disbursement by two advisers. */
export function approveOne(played: Played, { id, hash, kind, approvals }: Disbursement): Played {
  const command = kind === 'PAYOUT' ? 'approvePayout' : 'approveRefund';
  return (['adviser', 'secondAdviser'] as const)
    .filter((who) => !approvals.some(({ user }) => user === people[who].user))
    .reduce((before, who) => issue(before, who, command, { disbursement: id, hash }), played);
}

/** Approves and settles everything that is to go out. */
export function settleAll(played: Played): Played {
  return running(played).disbursements.reduce((before, one) => {
    if (one.status === 'SETTLED' || one.status === 'VOIDED') return before;
    const approved = one.status === 'AWAITING_APPROVAL' ? approveOne(before, one) : before;
    return issue(approved, 'bank', 'transferSettled', debit(one));
  }, played);
}
