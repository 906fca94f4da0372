import type { Contracted, ContractStage } from './order.ts';
import { allSettled } from './escrow.ts';

/** True where the profile trades services: what is performed is confirmed, and nothing is stored or shipped. */
export const withoutGoods = ({ profile }: Pick<Contracted, 'profile'>): boolean =>
  profile.skips?.includes('shipment') ?? false;

/**
 * True where nothing goes through the designated warehouse: services, and goods the courier takes from the supplier.
 */
export const withoutWarehouse = ({ profile }: Pick<Contracted, 'profile'>): boolean =>
  profile.skips?.includes('warehouse') ?? false;

/** The route is derived from the contract and the profile (DESIGN.md section 2); each function answers for one fork. */
export const afterWarehouse = (order: Contracted): ContractStage =>
  order.contract.terms.inspection.mode === 'NONE' ? 'matching' : 'inspection';

export const afterMatching = (order: Contracted): ContractStage =>
  order.profile.releaseAfterCustoms || !releasesOnTitle(order) ? 'customs' : 'release';

export const afterCustoms = (order: Contracted): ContractStage =>
  releasesOnTitle(order) && order.titleTransferredAt === null ? 'release' : 'shipment';

export const afterRelease = (order: Contracted): ContractStage => {
  if (order.receipt.confirmed !== null || order.receipt.rejected !== null) return 'completed';
  return order.customs.released === null ? 'customs' : 'shipment';
};

/**
 * What receipt released, or an earlier milestone that is still on its way, is seen through before the trade counts as
 * done.
 */
export const afterReceipt = (order: Contracted): ContractStage => (allSettled(order) ? 'completed' : 'release');

/**
 * Settlement on receipt alone keeps title with the supplier until then; every other contract moves it in the
 * warehouse.
 */
export const releasesOnTitle = (order: Contracted): boolean =>
  order.contract.terms.settlement.trigger !== 'RECEIPT_CONFIRMED';
