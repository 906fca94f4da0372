import type { Actor } from '../../domain/parties.ts';
import type { ScreeningOccasion } from '../../domain/screening/outcome.ts';
import type { Answer } from '../../domain/record.ts';
import { recordedCommand } from '../../persistence/order-store.ts';
import { runningMembership } from '../../persistence/qualification/reading.ts';
import { screenCompanies } from '../../persistence/screening/screen.ts';
import type { ApiDeps } from '../deps.ts';
import { refusalOf } from '../problem.ts';

/** Whom an order is opened between, under which command and number. */
interface Opened {
  buyer: string;
  supplier: string;
  order: string;
  commandId: string;
  /** True: a person buys, who need not be a member; the contract is made with the opening. */
  consumer?: boolean;
}

/** What the gate says: a refusal, or the companies that have hits nobody has decided. */
export type Gate = { refusal: Answer } | { pending: string[] };

const notQualified = 'Orders between businesses are for members: apply with POST /v1/qualifications.';
const noOrders = 'supplier: this supplier takes no orders now.';

/**
 * Whether an order may be opened: both sides are members now (where a consumer buys, the supplier), and neither is a
 * confirmed denied party. An opening that is on the record is not asked again. The buyer does not learn what keeps a
 * supplier from taking orders.
 */
export async function gateOfOpening(deps: ApiDeps, opening: Opened): Promise<Gate> {
  const { buyer, supplier, order, commandId, consumer = false } = opening;
  const opened = (await recordedCommand(deps.orm, commandId)) !== null;
  const at = deps.now();
  const unqualified = opened ? null : await unqualifiedOf(deps, { buyer, supplier, at, consumer });
  if (unqualified !== null) return { refusal: unqualified };
  const occasion = consumer ? 'contract' : 'order';
  const screened = await screenCompanies(deps.orm, [buyer, supplier], { occasion, subject: order, at });
  const denied = opened ? [] : screened.filter(({ outcome }) => outcome === 'denied').map(({ company }) => company);
  if (denied.includes(buyer)) return { refusal: refusalOf(403, 'denied-party', 'This company opens no orders.') };
  if (denied.length > 0) return { refusal: refusalOf(409, 'supplier-not-qualified', noOrders) };
  return { pending: screened.filter(({ outcome }) => outcome !== 'clear').map(({ company }) => company) };
}

/** An enquiry to several suppliers: who asks whom, and whether it is on the record already. */
interface Asking {
  buyer: string;
  suppliers: readonly string[];
  sourcing: string;
  known: boolean;
}

/**
 * Why an enquiry to several suppliers may not be opened, naming the supplier it fails for by its place; null when it
 * may: everybody asked is a member now, as who asks, and none is a confirmed denied party.
 */
export async function gateOfSourcing(
  deps: ApiDeps,
  { buyer, suppliers, sourcing, known }: Asking,
): Promise<Answer | null> {
  if (known) return null;
  const at = deps.now();
  if ((await runningMembership(deps.orm, buyer, at)) === null) return refusalOf(403, 'not-qualified', notQualified);
  const occasion = { occasion: 'order', subject: sourcing, at } as const;
  const screened = await screenCompanies(deps.orm, [buyer, ...suppliers], occasion);
  const denied = screened.filter(({ outcome }) => outcome === 'denied').map(({ company }) => company);
  if (denied.includes(buyer)) return refusalOf(403, 'denied-party', 'This company opens no orders.');
  for (const [place, supplier] of suppliers.entries()) {
    const member = await runningMembership(deps.orm, supplier, at);
    if (member !== null && !denied.includes(supplier)) continue;
    const detail = `suppliers.${place}: ${supplier} takes no orders now.`;
    return refusalOf(409, 'supplier-not-qualified', detail, { path: `suppliers.${place}` });
  }
  return null;
}

async function unqualifiedOf(
  { orm }: ApiDeps,
  { buyer, supplier, at, consumer }: { buyer: string; supplier: string; at: string; consumer: boolean },
): Promise<Answer | null> {
  const [own, theirs] = await Promise.all([runningMembership(orm, buyer, at), runningMembership(orm, supplier, at)]);
  if (own === null && !consumer) return refusalOf(403, 'not-qualified', notQualified);
  return theirs === null ? refusalOf(409, 'supplier-not-qualified', noOrders) : null;
}

/** Who raises what concerns an order from outside it. */
const house: Actor = { user: 'house', company: 'house', roles: ['operator'] };

/** Shows the operators, on the order itself, that companies of it have hits nobody has decided. */
export async function alertOrder(deps: ApiDeps, order: string, pending: readonly string[]): Promise<void> {
  if (pending.length === 0) return;
  const detail = `Screening hits wait for a decision: ${pending.join(', ')}.`;
  const command = { commandId: `screening:${order}`, name: 'raiseAttention', by: house };
  await deps.desk.issue(order, { ...command, input: { code: 'screening-hit', detail } }, 'enquiry');
}

const screenedCommands: Readonly<Record<string, ScreeningOccasion>> = {
  confirmContract: 'contract',
  signOffline: 'contract',
  handOver: 'shipment',
  approvePayout: 'payout',
};

/**
 * Screens both sides before a contract is sealed, goods are handed to the carrier and money is paid out; null lets the
 * command pass. None of it happens while a hit waits for its two people.
 */
export async function gateOfCommand(
  deps: ApiDeps,
  command: string,
  { order, companies }: { order: string; companies: { buyer: string; supplier: string } },
): Promise<Answer | null> {
  const occasion = Object.hasOwn(screenedCommands, command) ? screenedCommands[command] : undefined;
  if (occasion === undefined) return null;
  const { buyer, supplier } = companies;
  const screened = await screenCompanies(deps.orm, [buyer, supplier], { occasion, subject: order, at: deps.now() });
  if (screened.some(({ outcome }) => outcome === 'denied')) {
    return refusalOf(403, 'denied-party', `${command}: compliance has stopped this order.`);
  }
  const open = screened.some(({ outcome }) => outcome === 'pending');
  return open ? refusalOf(409, 'screening-open', `${command} waits for the compliance review of this order.`) : null;
}
