import { randomBytes } from 'node:crypto';
import { seededUsers } from '../../src/persistence/seed.ts';
import type { Contracted, Stage } from '../../src/domain/order/order.ts';
import { type Caller, type ProblemBody, type Reply, signIn } from './http.ts';
import type { Teller } from './telling.ts';

const MARK_BYTES = 3;

/** Somebody who signed up during the play. */
export interface Newcomer {
  /** Empty until the address is confirmed. */
  user: string;
  company: string;
  email: string;
  password: string;
}

/** One played trade: where it is played, the order once it is opened, and what is told of it. */
export interface Story {
  apiUrl: string;
  /** The page of the mail catcher, where the people of the play read their letters. */
  mailUrl: string;
  teller: Teller;
  /** Tells the companies and addresses of this play from those of every other. */
  mark: string;
  /** When it began, as an ISO instant. */
  since: string;
  /** Who signed up, by the name the play calls them. */
  newcomers: Map<string, Newcomer>;
  /** The company of each supplier of the sourcing, by the same names. */
  suppliers: Map<string, string>;
  /** Every order of the sourcing; the one the story goes on with is `order`. */
  orders: string[];
  sourcing: string;
  /** Until when the suppliers answer, as an ISO instant; empty before the sourcing is opened. */
  deadline: string;
  /** Empty until the buyer has opened it. */
  order: string;
  /** What is being tried now, for the message when it goes wrong. */
  doing: string;
  /** Where the money was when it was last told. */
  moneyTold: string;
  signedIn: Map<string, Promise<Caller>>;
}

/** An order as `GET /v1/orders/{order}` shows it to the one who asks; `state` holds what that one may see. */
export interface OrderSeen {
  order: string;
  stage: Stage;
  version: number;
  heldMinor: number | null;
  waitingOn: string[];
  attention: string | null;
  state: Contracted & { stage: Stage };
}

/** The play went otherwise than the trade should; the message names the step and what was expected. */
export class DemoFailed extends Error {}

/** A trade that is not opened yet. */
export const beginStory = (apiUrl: string, mailUrl: string, teller: Teller): Story => ({
  apiUrl,
  mailUrl,
  teller,
  mark: randomBytes(MARK_BYTES).toString('hex').toUpperCase(),
  since: new Date().toISOString(),
  newcomers: new Map(),
  suppliers: new Map(),
  orders: [],
  sourcing: '',
  deadline: '',
  order: '',
  doing: 'before the first step',
  moneyTold: '',
  signedIn: new Map(),
});

/** Ends the play. Throws DemoFailed naming the step and what was expected there. */
export function fail({ teller, doing, order }: Story, expected: string): never {
  throw new DemoFailed(
    `The played trade went wrong at step ${teller.steps()} (${doing}), order ${order || 'not opened'}: ${expected}`,
  );
}

/** Throws DemoFailed with `what` should have been, unless it is so. */
export function expectThat(story: Story, holds: boolean, what: string): void {
  if (!holds) fail(story, what);
}

/** A user, signed in once: who signed up in the play, or one of the sandbox, named by the address before the @. */
export function as(story: Story, who: string): Promise<Caller> {
  const email = `${who}@sandbox.example`;
  const user = story.newcomers.get(who) ?? seededUsers.find((each) => each.email === email);
  if (user === undefined) return fail(story, `the sandbox should have a user ${email}`);
  const caller = story.signedIn.get(who) ?? signIn(story.apiUrl, user.email, user.password);
  story.signedIn.set(who, caller);
  return caller;
}

/** The path of the order, or of something below it. */
export const pathOf = ({ order }: Story, rest = ''): string => `/v1/orders/${order}${rest}`;

/** What somebody reads at a path. Throws DemoFailed when the API does not show it to them. */
export async function read<Body>(story: Story, who: string, path: string): Promise<Body> {
  const { status, body } = await (await as(story, who)).get<Body>(path);
  return status === 200
    ? body
    : fail(story, `${who} should be able to read ${path}; the API answered ${status} ${JSON.stringify(body)}`);
}

/** The order as somebody sees it now. */
export const seenBy = (story: Story, who: string): Promise<OrderSeen> => read(story, who, pathOf(story));

/** Writes what has to be taken, at any path. Throws DemoFailed when the API answers otherwise. */
export async function write<Body>(story: Story, who: string, path: string, body: object): Promise<Body> {
  story.doing = `${who}: POST ${path}`;
  return taken(story, await (await as(story, who)).post(path, body));
}

/** The answer to a write that has to be taken. Throws DemoFailed with the API's own words when it was not. */
export function taken<Body>(story: Story, { status, body }: Reply<unknown>): Body {
  if (status >= 200 && status < 300) return body as Body;
  const { code, detail } = body as ProblemBody;
  return fail(story, `it should be taken; the API answered ${status} ${code}: ${detail}`);
}

/** A write that has to be refused with this code; tells why. Throws DemoFailed when it goes otherwise. */
export async function turnedAway(
  story: Story,
  who: string,
  { path, body, what, code }: { path: string; body: object; what: string; code: string },
): Promise<ProblemBody> {
  story.doing = `${who}: POST ${path}, which must be refused`;
  const { status, body: said } = await (await as(story, who)).post<ProblemBody>(path, body);
  const asExpected = status >= 400 && said.code === code;
  if (!asExpected) fail(story, `it should be refused with ${code}; the API answered ${status} ${JSON.stringify(said)}`);
  story.teller.step(who, what, { refused: true, says: `REFUSED  ${status} ${code}` });
  story.teller.note('why', said.detail);
  return said;
}
