import type { MikroORM } from '@mikro-orm/postgresql';
import { levelsFor, takesCurrency } from '../../domain/approvals/policy.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import { beyondCredit, reserveCredit } from '../approvals/credit.ts';
import { beyondLimit, type Purchase, reserve } from '../approvals/limits.ts';
import { policyInForce, takeCompanyTurn } from '../approvals/policies.ts';
import { inTransaction, untilUndisturbed } from '../sql.ts';

/**
 * A purchase by a click keeps to its company's policy too, where it has one: within the limits it is reserved, and what
 * would need an approval is refused, since a click waits for nobody. Null when it may be made.
 */
export const reservePurchase = (orm: MikroORM, purchase: Purchase): Promise<{ rejection: ApprovalRefusal } | null> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      await takeCompanyTurn(client, purchase.company);
      const uncredited = await beyondCredit(client, purchase);
      if (uncredited !== null) return uncredited;
      const policy = await policyInForce(client, purchase.company);
      if (policy === null) {
        await reserveCredit(client, purchase);
        return null;
      }
      const { currency, amountMinor } = purchase;
      if (!takesCurrency(policy, currency)) {
        const detail = `Your company's policy says nothing of purchases in ${currency}.`;
        return refuse('currency-not-allowed', detail, { currency });
      }
      if (levelsFor(policy, currency, amountMinor).length > 0) {
        const detail = 'Your company approves purchases of this amount: ask for a quote with POST /v1/orders.';
        return refuse('approval-needed', detail, { currency, amountMinor });
      }
      const beyond = await beyondLimit(client, policy, purchase);
      if (beyond !== null) return beyond;
      await reserve(client, purchase);
      await reserveCredit(client, purchase);
      return null;
    }),
  );
