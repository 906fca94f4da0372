import { z } from 'zod';
import { servingPlaces, type ServingPlace } from '../../parties.ts';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import { type Contracted, isContracted, type OpenStage, type Order } from '../order.ts';
import type { ServedWork } from '../served.ts';
import { commandOf } from '../stage.ts';

const command = commandOf<OpenStage>();

/** What stands in a place by the record, whoever of those who served there did it: it is not undone by a change. */
function workIn({ goods, customs, shipment }: Contracted, place: ServingPlace): ServedWork[] {
  const work: [ServingPlace, ServedWork['what'], string | null | undefined][] = [
    ['warehouse', 'GOODS_RECEIPT', goods.receipt?.number],
    ['warehouse', 'CONTAINER', customs.container?.number],
    ['inspector', 'FINDINGS', goods.findings?.at],
    ['inspector', 'VERDICT', goods.verdict],
    ['broker', 'DECLARATION', customs.declaration?.number],
    ['carrier', 'TRANSPORT_DOCUMENT', shipment.transportDocument?.number],
  ];
  return work.flatMap(([of, what, reference]) => (of === place && reference ? [{ what, reference }] : []));
}

const isOver: Record<ServingPlace, (order: Contracted) => boolean> = {
  warehouse: ({ titleTransferredAt, shipment }) => titleTransferredAt !== null && shipment.handedOverAt !== null,
  inspector: ({ goods }) => goods.matchedAt !== null,
  broker: ({ customs }) => customs.released !== null,
  carrier: ({ receipt }) => receipt.collected !== null,
  bank: () => false,
};

/**
 * Whether money of this order ever came to the bank: what it tells of it later, a credit taken back or a payment that
 * comes back, only it can tell.
 */
const moneyAtBank = (order: Order): boolean =>
  isContracted(order) &&
  (order.disbursements.length > 0 ||
    order.payments.some(({ fundedAt, reversedMinor }) => fundedAt !== null || reversedMinor !== undefined));

/** From when on the company that stands in a place has served the order there. */
const servesSince = ({ formerly = [], openedAt }: Order, place: ServingPlace): string =>
  formerly.findLast((one) => one.place === place)?.until ?? openedAt;

/**
 * That the new company is of the kind, and not suspended, is seen to where the command comes in. What the former one
 * did stays on the record and counts; the new one goes on from there.
 */
export const replaceProvider = command({
  by: ['adviser'],
  summary: 'Put another company in the place of one that serves the order',
  input: z.strictObject({
    place: z.enum(servingPlaces),
    company: z.string().min(1).max(64),
    reason: z.string().trim().min(1).max(2000),
  }),
  decide: (order, { place, company, reason }) => {
    const before = order.companies[place] ?? null;
    if (before === company) return reject('nothing-new', 'This company serves the order in that place already.');
    if (place === 'bank' && moneyAtBank(order)) {
      const told = 'place: money of this order came to the bank, which has to tell what becomes of it.';
      return reject('money-at-bank', told);
    }
    if (isContracted(order) && isOver[place](order)) {
      return reject('place-served', 'place: everything that is done in this place has been done.');
    }
    const work = isContracted(order) ? workIn(order, place) : [];
    return accept(fact('ProviderReplaced', { place, before, company, since: servesSince(order, place), work, reason }));
  },
});
