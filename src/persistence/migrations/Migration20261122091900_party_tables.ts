import { Migration } from '@mikro-orm/migrations';

/**
 * What one company may read of what came after decision 10: its approvals, agreements, sourcings, credits, application,
 * account and webhooks. Tables that are missing here are read for nobody and stay closed.
 */
export class Migration20261122091900_party_tables extends Migration {
  override name = 'Migration20261122091900_party_tables';

  override up(): void {
    for (const [table, rule] of Object.entries(rules)) this.addSql(secured(table, rule));
    for (const [table, columns] of Object.entries(someColumns)) {
      this.addSql(`revoke select on ${table} from trade_party; grant select (${columns}) on ${table} to trade_party;`);
    }
  }
}

/** As subqueries they are asked once a statement, not once a row. */
const company = '(select trade_company())';
const platform = '(select trade_platform())';
const own = `(${platform} or company = ${company})`;

/** The subqueries are held to the policy of the other table: nothing of what is not seen. */
const ofSourcing = (table: string) => `exists (select from sourcing s where s.number = ${table}.sourcing)`;
const ofTraders = (table: string) => `exists (select from order_view v where v.order_no = ${table}.order_no
  and (${platform} or ${company} in (v.buyer, v.supplier)))`;

const rules: Record<string, string> = {
  qualification: own,
  qualification_fact: own,
  qualification_document: own,
  membership: own,
  account_assignment: own,
  account_note: platform,
  follow_up: platform,
  stock_watch: own,
  sourcing: `(${platform} or buyer = ${company})`,
  sourcing_invitation: ofSourcing('sourcing_invitation'),
  sourcing_statement: ofSourcing('sourcing_statement'),
  sourcing_evaluation: ofSourcing('sourcing_evaluation'),
  sourcing_award: ofSourcing('sourcing_award'),
  sourcing_outcome: ofSourcing('sourcing_outcome'),
  approval_policy: own,
  approval_delegation: own,
  approval_request: own,
  agreement: `(${platform} or ${company} in (buyer, supplier))`,
  agreement_call_off: 'exists (select from agreement a where a.id = agreement_call_off.agreement)',
  signing_key: 'exists (select from platform_user u where u.id = signing_key.user_id)',
  contract_signature: ofTraders('contract_signature'),
  event_feed: 'exists (select from order_view v where v.order_no = event_feed.order_no)',
  webhook: `company = ${company}`,
  webhook_delivery: 'exists (select from webhook w where w.id = webhook_delivery.webhook)',
  payout_account_change: own,
  credit_view: `(${platform}
    or ${company} in (applicant, beneficiary, issuing_bank, advising_bank, coalesce(confirming_bank, issuing_bank)))`,
  credit_fact: 'exists (select from credit_view v where v.credit_no = credit_fact.credit_no)',
};

const secured = (table: string, rule: string) => `
  alter table ${table} enable row level security;
  create policy ${table}_for_party on ${table} for select to trade_party using (${rule});
  grant select on ${table} to trade_party;
`;

/** Secrets of keys and webhooks are nobody's to read. */
const someColumns: Record<string, string> = {
  signing_key: 'id, user_id, origin, public_key, at, revoked_at',
  webhook: `id, company, url, types, state, reached, created_by, created_at, disabled_why, old_secret_until`,
};
