import { Webhook as Verifier } from 'standardwebhooks';
import { openReceiver } from '../../test/support/receiver.ts';
import { type Client, codeOf } from '../play/client.ts';
import type { Cast, Person } from '../play/people.ts';

/** Keys of what the proof itself sets up, which no trade wrote. */
export const setUpKey = 'set-up-';

/** One company's server, as it takes what it is told. */
export interface Subscriber {
  name: string;
  person: Person;
  webhook: string;
  /** Ids and places of the events it took, as they came. */
  took: { id: string; order: string; cursor: number }[];
  refused: number;
  /** Messages that do not bear the signature of their secret. */
  unsigned: string[];
}

export interface Subscribers {
  all: Subscriber[];
  close(): Promise<void>;
}

/** Every so many messages one is refused: it has to come again, and before what comes after it. */
const REFUSES_EACH = 60;

async function subscribe(
  client: Client,
  name: string,
  person: Person,
  url: string,
): Promise<{ id: string; secret: string }> {
  const call = {
    method: 'POST',
    path: '/v1/webhooks',
    token: person.token,
    key: `${setUpKey}${name}`,
    body: { url },
  } as const;
  const reply = await client.send(call);
  if (reply.status !== 201) throw new Error(`${name} could not subscribe: ${reply.status} ${codeOf(reply) ?? ''}`);
  return reply.body as { id: string; secret: string };
}

/** A server on this machine for each buyer and for the platform, subscribed to everything from now on. */
export async function openSubscribers(client: Client, casts: readonly Cast[]): Promise<Subscribers> {
  const receiver = await openReceiver();
  const people = [...casts.map(({ buyer }) => buyer), ...casts.slice(0, 1).map(({ operator }) => operator)];
  const all: Subscriber[] = [];
  const secrets = new Map<string, Verifier>();
  let messages = 0;
  receiver.answer((path, body, headers) => {
    const one = all.find(({ name }) => path === `/${name}`);
    if (one === undefined) return 404;
    messages += 1;
    if (messages % REFUSES_EACH === 0) {
      one.refused += 1;
      return 503;
    }
    const id = headers['webhook-id'] ?? '';
    try {
      secrets.get(one.name)?.verify(body, headers);
    } catch (error) {
      one.unsigned.push(`${id}: ${(error as Error).message}`);
    }
    const { data } = JSON.parse(body) as { data: { order: string; cursor: string } };
    one.took.push({ id, order: data.order, cursor: Number(data.cursor) });
    return 204;
  });
  for (const person of people) {
    const name = person.user;
    all.push({ name, person, webhook: '', took: [], refused: 0, unsigned: [] });
    const { id, secret } = await subscribe(client, name, person, `${receiver.url}/${name}`);
    secrets.set(name, new Verifier(secret));
    Object.assign(all.at(-1) as Subscriber, { webhook: id });
  }
  return { all, close: () => receiver.close() };
}
