import { incoterms, type IncotermCode } from '../incoterms.ts';
import { fullyPaid } from './escrow.ts';
import { type Contracted, isContracted, type Order } from './order.ts';

/** Who bears the loss if the goods perish now, and by which clause. */
export interface Risk {
  bearer: 'buyer' | 'supplier';
  why: string;
}

const onBoard = ({ shipment }: Contracted): boolean =>
  shipment.milestones.some(({ milestone }) => milestone !== 'CUSTOMS_RELEASED');
const handedOver = ({ shipment }: Contracted): boolean => shipment.handedOverAt !== null;
const arrived = ({ shipment }: Contracted): boolean => shipment.arrivedAt !== null;

/** The fact of the trade at which each rule passes the risk (Incoterms 2020, articles A3 and B3). */
const passed: Record<IncotermCode, (order: Contracted) => boolean> = {
  EXW: ({ goods }) => goods.readyAt !== null,
  FCA: handedOver,
  CPT: handedOver,
  CIP: handedOver,
  FAS: handedOver,
  FOB: onBoard,
  CFR: onBoard,
  CIF: onBoard,
  DAP: arrived,
  DPU: arrived,
  DDP: arrived,
};

const goodsComeFirst = ({ contract }: Contracted): boolean =>
  contract.terms.paymentPlan.every(({ due }) => due !== 'ON_CONTRACT');

/**
 * Who bears the risk of the goods now; null while no contract runs. Goods that come before any deposit are at the
 * supplier's risk until they are paid in full, whatever the Incoterm says; otherwise the contract's rule decides.
 */
export function riskOf(order: Order): Risk | null {
  if (!isContracted(order)) return null;
  const { incoterm, namedPlace } = order.contract.terms;
  if (goodsComeFirst(order) && !fullyPaid(order))
    return { bearer: 'supplier', why: 'No deposit was agreed: the supplier bears the risk until all is paid.' };
  const clause = `${incoterm} ${namedPlace}: risk passes ${incoterms[incoterm].riskPasses}`;
  return passed[incoterm](order)
    ? { bearer: 'buyer', why: `${clause}, which has happened.` }
    : { bearer: 'supplier', why: `${clause}, which has not happened yet.` };
}
