import type { MikroORM } from '@mikro-orm/postgresql';
import { hash } from '@node-rs/argon2';
import { platformRoles, type Role } from '../domain/parties.ts';
import { defaultLocale } from '../domain/words/locale.ts';
import { takePlatform } from './identity/platform.ts';
import type { Company, User } from './people.ts';
import { inTransaction } from './sql.ts';

const sandboxPlatform = 'c-platform';

/** The companies of the sandbox: two buyers and two suppliers, so that one never sees the other's orders. */
const seededCompanies: Company[] = [
  { id: 'c-harbour', name: 'Harbour Trading Limited 海港貿易有限公司', country: 'HK', kinds: ['buyer'] },
  { id: 'c-lantau', name: 'Lantau Imports Limited 大嶼山進口有限公司', country: 'HK', kinds: ['buyer'] },
  { id: 'c-brightworks', name: 'Shenzhen Brightworks Co., Ltd. 深圳亮工有限公司', country: 'CN', kinds: ['supplier'] },
  { id: 'c-pearlriver', name: 'Pearl River Components Co., Ltd. 珠江元件有限公司', country: 'CN', kinds: ['supplier'] },
  {
    id: sandboxPlatform,
    name: 'Trade Platform Limited',
    country: 'HK',
    kinds: [...platformRoles],
  },
  { id: 'c-trustbank', name: 'Trust Bank', country: 'HK', kinds: ['bank'] },
  { id: 'c-warehouse', name: 'Kwai Chung Bonded Warehouse', country: 'HK', kinds: ['warehouse-operator'] },
  { id: 'c-inspection', name: 'Victoria Inspection', country: 'HK', kinds: ['inspector'] },
  { id: 'c-broker', name: 'Lion Rock Customs Brokers', country: 'HK', kinds: ['customs-broker'] },
  { id: 'c-carrier', name: 'South China Sea Line', country: 'HK', kinds: ['carrier'] },
];

/** The sandbox's traders are members for good; nobody has to qualify before playing a trade. */
const trades: readonly Role[] = ['buyer', 'supplier'];

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

/** One of each company administers it, two of the platform's: one proposes what moves money, the other approves it. */
const user = (name: string, company: string, roles: Role[], more: Partial<Pick<User, 'admin' | 'locale'>> = {}) => ({
  id: `u-${name}`,
  email: `${name}@sandbox.example`,
  password: sandboxPassword,
  name,
  company,
  roles,
  locale: defaultLocale,
  admin: false,
  ...more,
});

/**
 * At least one user of every role; two advisers, and a buyer with a manager and a director, because what needs more
 * than one person needs them here as well.
 */
export const seededUsers: (Omit<User, 'passwordHash'> & { password: string })[] = [
  user('buyer', 'c-harbour', ['buyer'], { admin: true }),
  user('buyer-manager', 'c-harbour', ['buyer']),
  user('buyer-director', 'c-harbour', ['buyer']),
  user('buyer-two', 'c-lantau', ['buyer'], { admin: true }),
  user('supplier', 'c-brightworks', ['supplier'], { admin: true }),
  user('supplier-two', 'c-pearlriver', ['supplier'], { admin: true }),
  user('adviser', 'c-platform', ['adviser']),
  user('adviser-two', 'c-platform', ['adviser']),
  user('account-manager', 'c-platform', ['account-manager'], { admin: true }),
  user('customer-service', 'c-platform', ['customer-service']),
  user('operator', 'c-platform', ['operator', 'customer-service'], { admin: true }),
  user('auditor', 'c-platform', ['auditor']),
  user('bank', 'c-trustbank', ['bank'], { admin: true }),
  user('warehouse', 'c-warehouse', ['warehouse-operator'], { admin: true }),
  user('inspector', 'c-inspection', ['inspector'], { admin: true }),
  user('broker', 'c-broker', ['customs-broker'], { admin: true }),
  user('carrier', 'c-carrier', ['carrier'], { admin: true }),
];

/**
 * Puts the sandbox's companies and users in place; what is there already is left as it is. Throws where a real platform
 * has been founded: everybody knows the sandbox's password.
 */
export async function seed(orm: MikroORM): Promise<void> {
  const passwordHash = await hash(sandboxPassword);
  await inTransaction(orm, async (client) => {
    const founded = await takePlatform(client);
    if (founded !== null && founded.id !== sandboxPlatform) {
      throw new Error(`TRADE_SEED: ${founded.name} is a real platform; the sandbox's people have no place on it`);
    }
    await client.query(
      `insert into company (id, name, country, kinds)
        select c.id, c.name, c.country, array(select jsonb_array_elements_text(c.kinds))
        from jsonb_to_recordset($1::jsonb) as c (id text, name text, country text, kinds jsonb) on conflict do nothing`,
      [JSON.stringify(seededCompanies)],
    );
    await client.query(
      `insert into platform_user (id, email, name, password_hash, company, roles, locale, admin)
        select u.id, u.email, u.name, $2, u.company, array(select jsonb_array_elements_text(u.roles)), u.locale, u.admin
        from jsonb_to_recordset($1::jsonb)
          as u (id text, email text, name text, company text, roles jsonb, locale text, admin boolean)
        on conflict do nothing`,
      [JSON.stringify(seededUsers.map(({ password: _, ...row }) => row)), passwordHash],
    );
    await client.query(
      `insert into payout_account (company, name, account, bic)
        select * from jsonb_to_recordset($1::jsonb) as a (company text, name text, account text, bic text)
        on conflict do nothing`,
      [JSON.stringify(payoutAccounts)],
    );
    await client.query(
      `insert into membership (company, state, tier, since, expires)
        select id, 'running', null, timestamptz '2020-01-01Z', timestamptz '2099-12-31Z' from company
        where id = any($1) on conflict do nothing`,
      [seededCompanies.filter(({ kinds }) => kinds.some((kind) => trades.includes(kind))).map(({ id }) => id)],
    );
  });
}
