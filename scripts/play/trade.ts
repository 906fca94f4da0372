import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from '../../src/domain/order/order.ts';
import { type Client, codeOf, type Reply } from './client.ts';
import type { PlayedBank } from './bank.ts';
import type { Cast, Part } from './people.ts';

/** A write the API has answered: what was asked under which key, and what it said. */
export interface Acknowledged {
  trade: string;
  order: string;
  command: string;
  user: string;
  path: string;
  key: string;
  body: object | string;
  token: string;
  status: number;
  answer: unknown;
}

/** Where a trade is played: the API, its people, the bank, and who wants to know what was answered. */
export interface Stage {
  client: Client;
  bank: PlayedBank;
  casts: readonly Cast[];
  /** Begins every key, so that two runs on one database do not meet. */
  run: string;
  acknowledged: (write: Acknowledged) => void;
}

/** One trade being played over HTTP; every step waits until the one before is answered. */
export interface Trade {
  name: string;
  /** Counts trades from 0, so that what must differ between trades does. */
  index: number;
  cast: Cast;
  bank: PlayedBank;
  order(): string;
  open(body: object): Promise<void>;
  /** Goes on with an order that somebody else opened for it. */
  adopt(order: string): void;
  /** A write of any kind; answers what was answered. */
  write(part: Part, command: string, path: string, body: object | string): Promise<Reply>;
  /** What somebody reads. Throws when it is not there for them. */
  read<T>(part: Part, path: string): Promise<T>;
  issue(part: Part, command: string, input?: object): Promise<void>;
  /** A message of the bank about its account. */
  notify(xml: string): Promise<void>;
  state(): Promise<Order>;
  /** The state once something holds of it; throws, naming `what`, when it does not come about. */
  until<T>(what: string, found: (order: Order) => T | undefined): Promise<T>;
}

const LOOK_AGAIN_MS = 150;
const COMES_ABOUT_WITHIN_MS = 180_000;

/** The order a path is about; undefined for one that is about none. */
const orderIn = (path: string): string | undefined => /^\/v1\/orders\/([^/]+)\//.exec(path)?.[1];

async function readBy<T>(client: Client, token: string, path: string): Promise<T> {
  const reply = await client.send({ method: 'GET', path, token });
  if (reply.status !== 200) throw new Error(`${path} could not be read: ${reply.status} ${codeOf(reply) ?? ''}`);
  return reply.body as T;
}

const refusal = (command: string, reply: Reply): Error =>
  new Error(
    `${command} was refused: ${reply.status} ${codeOf(reply) ?? ''} ${JSON.stringify(reply.body).slice(0, 300)}`,
  );

/** Begins to play a trade; the same name, run and index send the same keys. */
export function beginTrade(stage: Stage, { name, index }: { name: string; index: number }): Trade {
  const cast = stage.casts[index % stage.casts.length] as Cast;
  let number = '';
  let writes = 0;
  const write = async (part: Part, command: string, path: string, body: object | string): Promise<Reply> => {
    writes += 1;
    const { user, token } = cast[part];
    const key = `${stage.run}-${name}-${String(writes).padStart(2, '0')}-${command}`;
    const reply = await stage.client.send({ method: 'POST', path, token, key, body });
    if (reply.status >= 300) throw refusal(command, reply);
    number ||= (reply.body as { order?: string }).order ?? '';
    stage.acknowledged({
      trade: name,
      order: orderIn(path) ?? number,
      command,
      user,
      path,
      key,
      body,
      token,
      status: reply.status,
      answer: reply.body,
    });
    return reply;
  };
  const read = <T>(part: Part, path: string) => readBy<T>(stage.client, cast[part].token, path);
  const state = async () => (await read<{ state: Order }>('operator', `/v1/orders/${number}`)).state;
  return {
    name,
    index,
    cast,
    state,
    read,
    write,
    bank: stage.bank,
    order: () => number,
    adopt: (order) => {
      number = order;
    },
    open: async (body) => void (await write('buyer', 'openOrder', '/v1/orders', body)),
    issue: async (part, command, input = {}) =>
      void (await write(part, command, `/v1/orders/${number}/${command}`, input)),
    notify: async (xml) => void (await write('bank', 'notify', '/v1/bank/notifications', xml)),
    async until(what, found) {
      for (
        const giveUp = performance.now() + COMES_ABOUT_WITHIN_MS;
        performance.now() < giveUp;
        await sleep(LOOK_AGAIN_MS)
      ) {
        const answer = found(await state());
        if (answer !== undefined) return answer;
      }
      throw new Error(`order ${number}: ${what} did not come about within ${COMES_ABOUT_WITHIN_MS / 1000} s`);
    },
  };
}
