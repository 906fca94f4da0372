import { seededUsers } from '../../src/persistence/seed.ts';
import type { Contracted, Stage } from '../../src/domain/order/order.ts';
import { type Caller, signIn } from './http.ts';
import type { Teller } from './telling.ts';

/** One played trade: where it is played, the order once it is opened, and what is told of it. */
export interface Story {
  apiUrl: string;
  teller: Teller;
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
export const beginStory = (apiUrl: string, teller: Teller): Story => ({
  apiUrl,
  teller,
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

/** A user of the sandbox, signed in once; named by the part of the address before the @. */
export function as(story: Story, who: string): Promise<Caller> {
  const email = `${who}@sandbox.example`;
  const user = seededUsers.find((each) => each.email === email);
  if (user === undefined) return fail(story, `the sandbox should have a user ${email}`);
  const caller = story.signedIn.get(who) ?? signIn(story.apiUrl, email, user.password);
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
