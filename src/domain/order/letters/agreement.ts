import type { Order, QuoteVersion } from '../order.ts';
import { isSealed } from '../sourced.ts';
import { totalOf } from '../terms.ts';
import { amount, itemsOf, otherSide, tell, tellBoth, type Tellers } from './telling.ts';

type Agreement =
  | 'OrderOpened'
  | 'OrderClosed'
  | 'DeadlineExtended'
  | 'DetailsAsked'
  | 'DetailsAnswered'
  | 'EnquiryDeclined'
  | 'QuoteSubmitted'
  | 'TermsProposed'
  | 'CounterOffered'
  | 'QuoteAccepted'
  | 'QuoteDeclined'
  | 'Withdrawn'
  | 'PurchaseOrderIssued'
  | 'ContractDrafted'
  | 'ChangeRequested'
  | 'OfflineSignatureScanned'
  | 'ContractSealed'
  | 'AmendmentProposed'
  | 'AmendmentRefused'
  | 'ContractAmended';

const offered = ({ version, terms, validUntil, changes }: QuoteVersion) => ({
  version,
  total: amount(totalOf(terms), terms.currency),
  validUntil,
  changes: changes.length,
});

const wanted = ({ demand }: Pick<Order, 'demand'>): string =>
  demand.items.map(({ quantity, description }, index) => `${index + 1}. ${quantity} × ${description}`).join('\n');

const confirmBy = (order: Order): string | null => (order.stage === 'contract' ? order.drafting.confirmBy : null);

/** From the enquiry to the sealed contract and its changes. What ends an order is told by the fact that closes it. */
export const agreementTellers: Tellers<Agreement> = {
  // An enquiry to several suppliers is told by its sourcing.
  OrderOpened: ({ answerDueAt: dueAt, demand, sourcing }) =>
    sourcing === undefined
      ? [
          tell('buyer', 'enquiry-sent', { dueAt, items: wanted({ demand }) }),
          tell('supplier', 'enquiry-received', { dueAt, items: wanted({ demand }) }),
        ]
      : [],
  // The house words its reasons in English; a person's are told as they were written.
  OrderClosed: ({ outcome, reason }, order, { by }) => {
    // Who was not chosen hears it from the sourcing, and the buyer has chosen.
    if (order.sourcing !== undefined && outcome === 'declined' && by.party === 'buyer') return [];
    const settled = outcome === 'unpaid' || outcome === 'cancelled' || outcome === 'refunded';
    return settled ? [] : tellBoth('order-closed', { outcome, reason: by.party === 'house' ? '' : reason });
  },
  DeadlineExtended: ({ until, reason }) => tellBoth('deadline-extended', { until, reason }),
  DetailsAsked: ({ question }) => [tell('buyer', 'details-asked', { question })],
  DetailsAnswered: ({ answer, dueAt }) => [tell('supplier', 'details-answered', { answer, dueAt })],
  EnquiryDeclined: null,
  TermsProposed: ({ version }) => [tell('supplier', 'terms-proposed', offered(version))],
  QuoteSubmitted: ({ version }, order) => (isSealed(order) ? [] : [tell('buyer', 'quote-received', offered(version))]),
  CounterOffered: ({ version }, order) =>
    isSealed(order) ? [] : [tell(otherSide(version.by), 'counter-offer', offered(version))],
  // An award is told by its sourcing, with what was awarded.
  QuoteAccepted: ({ by }, order) => (order.sourcing === undefined ? [tell(otherSide(by), 'quote-accepted')] : []),
  QuoteDeclined: null,
  Withdrawn: null,
  PurchaseOrderIssued: ({ number }) => [tell('supplier', 'purchase-order', { number })],
  ContractDrafted: ({ draft: { terms } }, order) => [
    tell('buyer', 'contract-to-confirm', {
      total: amount(totalOf(terms), terms.currency),
      confirmBy: confirmBy(order),
    }),
  ],
  ChangeRequested: ({ change }) => [tell('supplier', 'change-requested', { change })],
  OfflineSignatureScanned: ({ document }) => [tell('adviser', 'scan-to-confirm', { document })],
  ContractSealed: ({ contract: { terms, totalMinor } }) =>
    tellBoth('contract-sealed', {
      total: amount(totalMinor, terms.currency),
      items: itemsOf(terms),
      deliverBy: terms.deliverBy,
      incoterm: terms.incoterm,
      place: terms.namedPlace,
    }),
  AmendmentProposed: ({ amendment: { by, reason, deltaMinor, terms } }) => [
    tell(otherSide(by), 'amendment-proposed', { delta: amount(deltaMinor, terms.currency), reason }),
  ],
  AmendmentRefused: ({ reason }, _order, { by }) => [tell(otherSide(by.party), 'amendment-refused', { reason })],
  ContractAmended: ({ contract: { version, totalMinor, terms } }) =>
    tellBoth('contract-amended', { version, total: amount(totalMinor, terms.currency) }),
};
