import type { MikroORM } from '@mikro-orm/postgresql';
import { hash } from '@node-rs/argon2';
import type { Role } from '../domain/parties.ts';
import type { Company, User } from './people.ts';
import { inTransaction } from './sql.ts';

/** The companies of the sandbox: two buyers and two suppliers, so that one never sees the other's orders. */
const seededCompanies: Company[] = [
  { id: 'c-harbour', name: 'Harbour Trading Limited 海港貿易有限公司', country: 'HK', kinds: ['buyer'] },
  { id: 'c-lantau', name: 'Lantau Imports Limited 大嶼山進口有限公司', country: 'HK', kinds: ['buyer'] },
  { id: 'c-brightworks', name: 'Shenzhen Brightworks Co., Ltd. 深圳亮工有限公司', country: 'CN', kinds: ['supplier'] },
  { id: 'c-pearlriver', name: 'Pearl River Components Co., Ltd. 珠江元件有限公司', country: 'CN', kinds: ['supplier'] },
  {
    id: 'c-platform',
    name: 'Trade Platform Limited',
    country: 'HK',
    kinds: ['adviser', 'account-manager', 'customer-service', 'operator', 'auditor'],
  },
  { id: 'c-trustbank', name: 'Trust Bank', country: 'HK', kinds: ['bank'] },
  { id: 'c-warehouse', name: 'Kwai Chung Bonded Warehouse', country: 'HK', kinds: ['warehouse-operator'] },
  { id: 'c-inspection', name: 'Victoria Inspection', country: 'HK', kinds: ['inspector'] },
  { id: 'c-broker', name: 'Lion Rock Customs Brokers', country: 'HK', kinds: ['customs-broker'] },
  { id: 'c-carrier', name: 'South China Sea Line', country: 'HK', kinds: ['carrier'] },
];

/** Where the sandbox's suppliers are paid; the numbers are of no real bank. */
const payoutAccounts = [
  {
    company: 'c-brightworks',
    name: 'Shenzhen Brightworks Co., Ltd.',
    account: '6200000000000000017',
    bic: 'SANDCNBJXXX',
  },
  {
    company: 'c-pearlriver',
    name: 'Pearl River Components Co., Ltd.',
    account: '6200000000000000025',
    bic: 'SANDCNBJXXX',
  },
];

/** Sandbox users share one password that everybody knows. They exist only where TRADE_SEED=1, never in production. */
const sandboxPassword = 'sandbox-only-trade';

const user = (name: string, company: string, roles: Role[]) => ({
  id: `u-${name}`,
  email: `${name}@sandbox.example`,
  password: sandboxPassword,
  name,
  company,
  roles,
});

/** At least one user of every role; two advisers, because what needs two people needs two people here as well. */
export const seededUsers: (Omit<User, 'passwordHash'> & { password: string })[] = [
  user('buyer', 'c-harbour', ['buyer']),
  user('buyer-two', 'c-lantau', ['buyer']),
  user('supplier', 'c-brightworks', ['supplier']),
  user('supplier-two', 'c-pearlriver', ['supplier']),
  user('adviser', 'c-platform', ['adviser']),
  user('adviser-two', 'c-platform', ['adviser']),
  user('account-manager', 'c-platform', ['account-manager']),
  user('customer-service', 'c-platform', ['customer-service']),
  user('operator', 'c-platform', ['operator', 'customer-service']),
  user('auditor', 'c-platform', ['auditor']),
  user('bank', 'c-trustbank', ['bank']),
  user('warehouse', 'c-warehouse', ['warehouse-operator']),
  user('inspector', 'c-inspection', ['inspector']),
  user('broker', 'c-broker', ['customs-broker']),
  user('carrier', 'c-carrier', ['carrier']),
];

/** Puts the sandbox's companies and users in place; what is there already is left as it is. */
export async function seed(orm: MikroORM): Promise<void> {
  const passwordHash = await hash(sandboxPassword);
  await inTransaction(orm, async (client) => {
    await client.query(
      `insert into company (id, name, country, kinds)
        select c.id, c.name, c.country, array(select jsonb_array_elements_text(c.kinds))
        from jsonb_to_recordset($1::jsonb) as c (id text, name text, country text, kinds jsonb) on conflict do nothing`,
      [JSON.stringify(seededCompanies)],
    );
    await client.query(
      `insert into platform_user (id, email, name, password_hash, company, roles)
        select u.id, u.email, u.name, $2, u.company, array(select jsonb_array_elements_text(u.roles))
        from jsonb_to_recordset($1::jsonb) as u (id text, email text, name text, company text, roles jsonb)
        on conflict do nothing`,
      [JSON.stringify(seededUsers.map(({ password: _, ...row }) => row)), passwordHash],
    );
    await client.query(
      `insert into payout_account (company, name, account, bic)
        select * from jsonb_to_recordset($1::jsonb) as a (company text, name text, account text, bic text)
        on conflict do nothing`,
      [JSON.stringify(payoutAccounts)],
    );
  });
}
