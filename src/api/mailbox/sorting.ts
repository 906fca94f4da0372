import { type OpeningInput, openingSchema } from '../../domain/order/opening.ts';
import { type Actor, traderRoles } from '../../domain/parties.ts';
import { faultOfJson } from '../text.ts';
import type { IncomingMail } from './reader.ts';

/** The subject by which a new partner asks to be admitted (000.txt: partnership inquiry). */
const inquiry = /^\s*(?:(?:re|fwd?|aw|wg|回复|答复|轉寄|转发)\s*[:：]\s*)*b2b\s+partnership\s+inquiry\s*$/i;

/** What a mail is taken for; `refused` says in a sentence why it cannot be. */
export type Sorted =
  | { kind: 'order'; input: OpeningInput; buyer: Actor }
  | { kind: 'qualification'; applicant: Actor | null }
  | { kind: 'order' | 'other'; refused: string };

const unproven =
  'The sender is not proven: the mail server did not say that the domain of the address has signed the message (DKIM).';

/** Whatever it says of itself, it came by mail. */
const fromMail = (input: unknown): unknown =>
  typeof input === 'object' && input !== null ? { ...input, source: 'MAILBOX' } : input;

/** The order in a mail, as POST /v1/orders would take it, or why there is none. */
function orderOf({ orders }: IncomingMail): { input: OpeningInput } | { refused: string } {
  const [order, second] = orders;
  if (order === undefined) return { refused: 'There is no order in XML (UBL Order) or JSON attached.' };
  if (second !== undefined) {
    return { refused: `One message is one order: ${order.file} and ${second.file} are two.` };
  }
  if ('fault' in order) return { refused: `${order.file}: ${order.fault}.` };
  const { elementOf = (field: string) => field } = order;
  const strange = faultOfJson(order.input);
  if (strange !== null) return { refused: `${order.file}: ${elementOf(strange.path)}: ${strange.why}.` };
  const parsed = openingSchema.safeParse(fromMail(order.input));
  if (parsed.success) return { input: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => `${elementOf(path.join('.'))}: ${message}`);
  return { refused: `${order.file}: ${faults.slice(0, 10).join('; ')}.` };
}

/**
 * What to take a mail for. Only a proven sender whose address is a buyer's on the platform orders by mail; anybody may
 * ask to be admitted, since that binds nobody, and whoever trades for a company here applies for it.
 */
export function sorted(mail: IncomingMail, sender: Actor | null, proven: boolean): Sorted {
  if (mail.from === null) return { kind: 'other', refused: 'The message names no sender, or more than one.' };
  if (inquiry.test(mail.subject)) {
    const trades = proven && sender?.roles.some((role) => traderRoles.includes(role));
    return { kind: 'qualification', applicant: trades ? sender : null };
  }
  const kind = mail.orders.length > 0 ? ('order' as const) : ('other' as const);
  if (!proven) return { kind, refused: unproven };
  if (sender === null) return { kind, refused: `Nobody on the platform has the address ${mail.from}.` };
  const order = orderOf(mail);
  if ('refused' in order) return { kind, refused: order.refused };
  return sender.roles.includes('buyer')
    ? { kind: 'order', input: order.input, buyer: sender }
    : { kind, refused: 'Orders are opened by buyers.' };
}
