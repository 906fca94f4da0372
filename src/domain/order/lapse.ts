import type { Role } from '../parties.ts';
import type { Backer } from '../record.ts';
import { type By, fact, type Facts, type HappenedFact } from './facts.ts';
import { isContracted, type Order } from './order.ts';

type Standing = Facts['ApprovalLapsed'];

const rolesOf: Record<Standing['of'], Role[]> = {
  DISBURSEMENT: ['adviser'],
  FORCE_MAJEURE: ['adviser'],
  RULING: ['adviser'],
  SCAN: ['buyer', 'adviser'],
};

/** What one person has approved, ruled or filed and a second one has not joined in yet. */
function standing(order: Order): Standing[] {
  if (order.stage === 'contract') {
    const scan = order.drafting.offlineScan;
    return scan === null ? [] : [{ of: 'SCAN', id: scan.document, user: scan.user }];
  }
  if (!isContracted(order)) return [];
  const { disbursements, forceMajeure = [], dispute } = order;
  return [
    ...disbursements
      .filter(({ status }) => status === 'AWAITING_APPROVAL')
      .flatMap(({ id, approvals }) => approvals.map(({ user }) => ({ of: 'DISBURSEMENT' as const, id, user }))),
    ...forceMajeure
      .filter(({ status }) => status === 'CLAIMED')
      .flatMap(({ hash: id, approvals }) => approvals.map(({ user }) => ({ of: 'FORCE_MAJEURE' as const, id, user }))),
    ...(dispute?.ruling ? [{ of: 'RULING' as const, id: dispute.ruling.hash, user: dispute.ruling.user }] : []),
  ];
}

/** Which first word a fact makes the second to, or null. */
function completes({ type, data }: HappenedFact): (one: Standing) => boolean {
  switch (type) {
    case 'DisbursementApproved':
      return ({ of, id }) => of === 'DISBURSEMENT' && id === data.disbursement;
    case 'ForceMajeureAccepted':
      return ({ of, id }) => of === 'FORCE_MAJEURE' && id === data.hash && data.by === 'adviser';
    case 'DisputeResolved':
      return ({ of }) => of === 'RULING' && data.how === 'RULED';
    case 'ContractSealed':
      return ({ of }) => of === 'SCAN' && data.contract.method === 'OFFLINE';
    default:
      return () => false;
  }
}

/** Those whose earlier word a fact rests on; `before` is the order it happens to. */
export const backersOf = (before: Order, happened: HappenedFact): Backer[] =>
  standing(before)
    .filter(completes(happened))
    .map(({ of, user }) => ({ user, roles: rolesOf[of] }));

/** The facts by which nothing that any of `users` has approved, and no second person yet, counts any more. */
export const lapsesOf = (order: Order, users: readonly string[], at: string, by: By): HappenedFact[] =>
  standing(order)
    .filter(({ user }) => users.includes(user))
    .map((one) => ({ ...fact('ApprovalLapsed', one), at, by }) as HappenedFact);
