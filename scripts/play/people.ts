import { seededUsers } from '../../src/persistence/seed.ts';
import { type Client, codeOf } from './client.ts';

/** The people of the sandbox a trade is played with, by what they do in it. */
export type Part =
  | 'buyer'
  | 'supplier'
  | 'rival'
  | 'adviser'
  | 'secondAdviser'
  | 'warehouse'
  | 'inspector'
  | 'broker'
  | 'carrier'
  | 'bank'
  | 'operator';

/** Someone signed in. */
export interface Person {
  user: string;
  company: string;
  token: string;
}

/** Who plays which part of one trade. */
export type Cast = Record<Part, Person>;

const platform = {
  adviser: 'u-adviser',
  secondAdviser: 'u-adviser-two',
  warehouse: 'u-warehouse',
  inspector: 'u-inspector',
  broker: 'u-broker',
  carrier: 'u-carrier',
  bank: 'u-bank',
  operator: 'u-operator',
} as const;

/**
 * The sandbox has two buyers and two suppliers: trades of different companies run beside each other. The rival is asked
 * beside the supplier, where two are.
 */
const traders = [
  { buyer: 'u-buyer', supplier: 'u-supplier', rival: 'u-supplier-two' },
  { buyer: 'u-buyer-two', supplier: 'u-supplier-two', rival: 'u-supplier' },
] as const;

async function signIn(client: Client, user: string): Promise<Person> {
  const seeded = seededUsers.find(({ id }) => id === user);
  if (seeded === undefined) throw new Error(`The sandbox has no user ${user}`);
  const reply = await client.send({
    method: 'POST',
    path: '/v1/sessions',
    body: { email: seeded.email, password: seeded.password },
  });
  const { token } = reply.body as { token?: string };
  if (token === undefined) throw new Error(`${seeded.email} could not sign in: ${reply.status} ${codeOf(reply) ?? ''}`);
  return { user, company: seeded.company, token };
}

/** Signs everybody in and answers the two casts. */
export async function assemble(client: Client): Promise<readonly [Cast, Cast]> {
  const everybody = [...new Set([...Object.values(platform), ...traders.flatMap((pair) => Object.values(pair))])];
  const people = new Map<string, Person>();
  for (const user of everybody) people.set(user, await signIn(client, user));
  const cast = (pair: (typeof traders)[number]): Cast => {
    const parts = Object.entries({ ...platform, ...pair });
    return Object.fromEntries(parts.map(([part, user]) => [part, people.get(user)])) as unknown as Cast;
  };
  return [cast(traders[0]), cast(traders[1])];
}
