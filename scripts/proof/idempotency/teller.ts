import type { MikroORM } from '@mikro-orm/postgresql';
import type { Response, Test } from 'supertest';
import { fact, type HappenedFact } from '../../../src/domain/order/facts.ts';
import { evolve } from '../../../src/domain/order/evolve.ts';
import type { OpenStage } from '../../../src/domain/order/order.ts';
import { record } from '../../../src/persistence/order-store.ts';
import { seededUsers } from '../../../src/persistence/seed.ts';
import type { Office } from '../../../test/support/api.ts';
import { clicked } from '../../../test/support/consumer.ts';
import { type Clauses, openingOf } from '../../../test/support/deal.ts';
import { people } from '../../../test/support/people.ts';
import { onward } from '../../../test/support/play.ts';
import type { Played } from '../../../test/support/played.ts';
import { recordOf } from '../../../workflows/record.ts';
import { type Case, probe } from './probe.ts';
import { finder, type Route } from './routes.ts';
import type { Ask, World } from './world.ts';

/** A write of a story; `as` is a person of the sandbox, or a token of somebody else's; null for nobody. */
export interface Write {
  as: string | null;
  method?: 'post' | 'delete';
  path: string;
  body?: object | Buffer | string;
  type?: string;
  other?: Partial<Ask>;
  stranger?: Partial<Ask>;
  refused?: Partial<Ask>[];
  toldOnce?: readonly string[];
  endsSession?: boolean;
}

/** Tells stories over the API. Every write is tried under all cases the first time a story comes to its route. */
export interface Teller {
  world: World;
  /** The office as people use it, but for its writes being tried. */
  office: Office;
  write(write: Write): Promise<Response>;
  /** Writes an order that stands in a stage, without asking the API; answers its path. */
  orderIn(
    stage: OpenStage,
    more?: { clauses?: Clauses; consumer?: true; hours?: number; after?: (played: Played) => Played },
  ): Promise<string>;
  tried: Map<string, Case[]>;
  violations: string[];
}

const isPerson = (name: string): boolean => seededUsers.some(({ email }) => email.startsWith(`${name}@`));
const nowhere = 'x'.repeat(43);
let orders = 0;

/** Plays an order to a stage some hours ago, by the domain alone, and writes it down. */
async function writeOrder(
  orm: MikroORM,
  stage: OpenStage,
  { clauses = {}, consumer, hours = 3, after = (played: Played) => played }: Parameters<Teller['orderIn']>[1] & object,
): Promise<string> {
  orders += 1;
  const number = `95${String(orders).padStart(6, '0')}`;
  const now = new Date(Date.now() - hours * 3_600_000).toISOString();
  const by = { party: 'buyer' as const, user: people.buyer.user, company: people.buyer.company };
  const first = { ...fact('OrderOpened', openingOf(number, clauses.profile, now)), at: now, by } as HappenedFact;
  const enquiry: Played = { order: evolve(null, first), facts: [first], now, clauses };
  let played = consumer ? clicked(undefined, number, now) : enquiry;
  while (played.order.stage !== stage) played = onward(played);
  const { after: _state, ...written } = recordOf(null, after(played).facts, {
    id: `open:${number}`,
    name: 'openOrder',
  });
  await record(orm, written);
  return `/v1/orders/${number}`;
}

/** Looks like a request of supertest to whoever only awaits it or names the status it expects. */
export const asTest = (work: Promise<Response>): Test =>
  ({
    // biome-ignore lint/suspicious/noThenProperty: a request of supertest is awaited just so.
    then: work.then.bind(work),
    expect: async (status: number) => {
      const response = await work;
      if (response.status !== status) throw new Error(`${response.status} ${JSON.stringify(response.body)}`);
      return response;
    },
  }) as unknown as Test;

/** The requests that are to be refused: about nothing there is, in the wrong stage, by somebody it is not for. */
async function refusedOf(world: World, { operation, command }: Route, ask: Ask, idle: string[]): Promise<Ask[]> {
  const wrongPerson = { ...ask, token: ask.token === null ? null : await world.office.token('inspector') };
  const senseless = { ...ask, body: { nonsense: true } };
  if (command !== null) {
    const auditor = { ...ask, token: await world.office.token('auditor') };
    return [...idle.map((order) => ({ ...ask, path: `${order}/${command}` })), auditor];
  }
  const segments = operation.path.split('/');
  const last = segments.findLastIndex((segment) => segment.startsWith('{'));
  const [path = '', search] = ask.path.split('?');
  const elsewhere = path.split('/').map((segment, index) => (index === last ? nowhere : segment));
  const unknown = { ...ask, path: [elsewhere.join('/'), ...(search === undefined ? [] : [search])].join('?') };
  return last < 0 ? [wrongPerson, senseless, ask] : [unknown, wrongPerson, ask, senseless];
}

/** Opens a teller; `idle` are orders where nothing of what a story does can be done. */
export function openTeller(
  world: World,
  routes: readonly Route[],
  { seed, wanted, idle, log }: { seed: number; wanted: ReadonlySet<Case>; idle: string[]; log: (line: string) => void },
): Teller {
  const find = finder(routes);
  const tried = new Map<string, Case[]>();
  const violations: string[] = [];
  let writes = 0;

  const strangerTo = async ({ command }: Route, ask: Ask, as: string | null): Promise<Ask> => {
    if (as === null) throw new Error(`${ask.path}: another sender of what anybody may send has to be named`);
    if (command !== null) return { ...ask, token: await world.office.token('auditor') };
    return { ...ask, token: isPerson(as) ? await world.colleague(`u-${as}`) : await world.office.token('buyer') };
  };

  const write = async (given: Write): Promise<Response> => {
    const { as, method = 'post', path, body, type, other, stranger, refused = [], toldOnce, endsSession } = given;
    const token = as === null || !isPerson(as) ? as : await world.office.token(as);
    const base: Ask = { method, path, token };
    const ask: Ask = { ...base, ...(body === undefined ? {} : { body }), ...(type === undefined ? {} : { type }) };
    writes += 1;
    const key = `${seed}-${writes}`;
    const route = find(method, path);
    if (route === undefined || tried.has(route.name)) {
      const answer = await world.send(ask, key);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    }
    const trial = {
      ask,
      ...(other === undefined ? {} : { other: { ...ask, ...other } }),
      refused: [...refused.map((each) => ({ ...ask, ...each })), ...(await refusedOf(world, route, ask, idle))],
      stranger: stranger === undefined ? await strangerTo(route, ask, as) : { ...ask, ...stranger },
      toldOnce,
      endsSession,
    };
    tried.set(route.name, []);
    const outcome = await probe(world, trial, { key, wanted }).catch((error: Error) => {
      throw new Error(`${route.name}: ${error.message}`);
    });
    tried.set(route.name, outcome.cells);
    violations.push(...outcome.violations.map((violation) => `${route.name}: ${violation}`));
    for (const violation of outcome.violations) log(`${route.name}: ${violation}`);
    return outcome.response;
  };

  const office: Office = {
    ...world.office,
    post: (as, path, body = {}) => asTest(write({ as, path, body })),
    postXml: (as, path, xml) => asTest(write({ as, path, body: xml, type: 'application/xml' })),
  };
  return {
    world,
    office,
    write,
    orderIn: (stage, more = {}) => writeOrder(world.office.orm, stage, more),
    tried,
    violations,
  };
}
