import { at, contracted, type Evolvers } from './evolver.ts';

const without = (user: string, approvals: { user: string; at: string }[]) =>
  approvals.filter((each) => each.user !== user);

/** What one person said and no second one has joined in is as if it had not been said. */
export const lapsing: Evolvers<'ApprovalLapsed'> = {
  ApprovalLapsed: (order, { of, id, user }) => {
    if (of === 'SCAN') {
      const drafted = at(order, 'contract');
      return { ...drafted, drafting: { ...drafted.drafting, offlineScan: null } };
    }
    const running = contracted(order);
    switch (of) {
      case 'DISBURSEMENT': {
        const disbursements = running.disbursements.map((each) =>
          each.id === id ? { ...each, approvals: without(user, each.approvals) } : each,
        );
        return { ...running, disbursements };
      }
      case 'FORCE_MAJEURE': {
        const forceMajeure = (running.forceMajeure ?? []).map((each) =>
          each.hash === id ? { ...each, approvals: without(user, each.approvals) } : each,
        );
        return { ...running, forceMajeure };
      }
      case 'RULING':
        return running.dispute === null ? running : { ...running, dispute: { ...running.dispute, ruling: null } };
    }
  },
};
