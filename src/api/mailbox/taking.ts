import { createHash } from 'node:crypto';
import { sha256Hex } from '../../domain/hash.ts';
import { openingSchema } from '../../domain/order/opening.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import type { Letter } from '../../domain/words/letter.ts';
import { allotOrderNumber } from '../../persistence/idempotency.ts';
import {
  type KeptMail,
  keepMail,
  pendingMail,
  type PendingMail,
  rawMail,
  settleMail,
} from '../../persistence/mailbox/mails.ts';
import { findUserByEmail, localeOf } from '../../persistence/people.ts';
import type { ApiDeps } from '../deps.ts';
import { openAs } from '../opening.ts';
import type { Problem } from '../problem.ts';
import { fileWith, unfiledIn } from './filing.ts';
import { applyByMail } from './inquiry.ts';
import type { IncomingMail } from './reader.ts';
import { type Sorted, sorted } from './sorting.ts';

/** A mail on its way in; `vouched` when somebody of the platform says who sent it. */
export interface Incoming {
  raw: Buffer;
  vouched: boolean;
}

/** A mail read and sorted, before anything of it is kept. */
export interface Looked {
  id: string;
  mail: IncomingMail;
  user: string | null;
  proven: boolean;
  sort: Sorted;
}

/** The same message is the same mail, however often and over whichever servers it comes. */
const idOf = (mail: IncomingMail, raw: Buffer): string =>
  mail.messageId === null
    ? createHash('sha256').update(raw).digest('hex').slice(0, 24)
    : sha256Hex(JSON.stringify([mail.from, mail.messageId])).slice(0, 24);

/** The user with an address; null for one whose access has ended, who orders by mail no more than otherwise. */
async function writerOf({ orm }: ApiDeps, address: string | null) {
  const user = address === null ? null : await findUserByEmail(orm, address);
  return user?.deactivated === true ? null : user;
}

/** Reads and sorts a mail; keeps nothing. */
export async function lookAt(deps: ApiDeps, { raw, vouched }: Incoming): Promise<Looked> {
  const mail = await deps.mailbox(raw);
  const proven = vouched || mail.proven;
  const user = await writerOf(deps, mail.from);
  const sender: Actor | null = user === null ? null : { user: user.id, company: user.company, roles: user.roles };
  return { id: idOf(mail, raw), mail, user: user?.id ?? null, proven, sort: sorted(mail, sender, proven) };
}

function letterTo(
  kept: Pick<KeptMail, 'id' | 'from' | 'subject' | 'user'>,
  given: Pick<Letter, 'kind' | 'order' | 'data' | 'at'>,
): Letter {
  const to = kept.user === null ? { address: kept.from ?? '', locale: 'en' as const } : { user: kept.user };
  return { ...given, key: `${given.kind}:${kept.id}`, to, data: { subject: kept.subject, ...given.data } };
}

/** A refusal is told to a sender who wrote it: not to a machine, and not to an address somebody else may have used. */
const answers = ({ mail, proven }: Looked): boolean => mail.from !== null && proven && !mail.automatic;

/** Keeps a mail, once, and carries out what it asks for. Answers what became of it. */
export async function takeMail(deps: ApiDeps, incoming: Incoming): Promise<{ mail: KeptMail; known: boolean }> {
  const looked = await lookAt(deps, incoming);
  const { id, mail, user, sort } = looked;
  const at = deps.now();
  const opens = 'input' in sort;
  const applies = 'applicant' in sort && sort.applicant !== null;
  const refusedFor = 'refused' in sort ? sort.refused : null;
  const order = opens ? await allotOrderNumber(deps.orm, new Date(at).getUTCFullYear()) : null;
  const row = {
    id,
    messageId: mail.messageId,
    from: mail.from,
    subject: mail.subject,
    kind: sort.kind,
    user,
    order,
    sha256: createHash('sha256').update(incoming.raw).digest('hex'),
    state: opens || applies ? ('pending' as const) : refusedFor === null ? ('case' as const) : ('refused' as const),
    reason: refusedFor,
    receivedAt: at,
  };
  const told = answers(looked) && !applies ? toldOf(row, sort) : [];
  const stored = { ...row, raw: incoming.raw, input: opens ? sort.input : null };
  const { known, ...kept } = await keepMail(deps.orm, stored, told);
  if (kept.state !== 'pending') return { mail: kept, known };
  const pending = await pendingMail(deps.orm, id);
  return { mail: pending === null ? kept : await carryOutPending(deps, pending), known };
}

/** What a sender is told at once: why a mail is refused, or that an inquiry wants somebody who is known here. */
function toldOf(row: KeptMail, sort: Sorted): Letter[] {
  const given = { order: null, at: row.receivedAt };
  if ('refused' in sort) return [letterTo(row, { ...given, kind: 'mail-refused', data: { reason: sort.refused } })];
  return sort.kind === 'qualification' ? [letterTo(row, { ...given, kind: 'inquiry-of-stranger', data: {} })] : [];
}

/** Carries out what a kept mail asks for, under ids that are the same however often it is tried. */
export const carryOutPending = (deps: ApiDeps, kept: PendingMail): Promise<KeptMail> =>
  kept.kind === 'order' ? openPending(deps, kept) : applyPending(deps, kept);

async function applyPending(deps: ApiDeps, kept: PendingMail): Promise<KeptMail> {
  const { id, from } = kept;
  const user = await writerOf(deps, from);
  const raw = await rawMail(deps.orm, id);
  const at = deps.now();
  if (user === null || raw === null) {
    const reason = `Nobody on the platform has the address ${from}.`;
    return settleMail(deps.orm, { id, state: 'refused', reason }, null);
  }
  const mail = await deps.mailbox(raw);
  const actor: Actor = { user: user.id, company: user.company, roles: user.roles };
  const locale = await localeOf(deps.orm, user.id);
  const wanted = await applyByMail(deps, { id, actor, locale, mail });
  const letter = letterTo(kept, {
    kind: wanted.length === 0 ? 'inquiry-taken' : 'inquiry-incomplete',
    order: null,
    at,
    data: { wanted: wanted.map((each) => `- ${each}`).join('\n') },
  });
  return settleMail(deps.orm, { id, state: 'case', reason: null }, mail.automatic ? null : letter);
}

async function openPending(deps: ApiDeps, kept: Extract<PendingMail, { kind: 'order' }>): Promise<KeptMail> {
  const { id, order, from } = kept;
  const user = await writerOf(deps, from);
  const actor: Actor = { user: kept.user, company: user?.company ?? '', roles: user?.roles ?? [] };
  const commandId = sha256Hex(JSON.stringify(['mail', id])).slice(0, 40);
  const answer = await openAs(deps, { actor, input: openingSchema.parse(kept.input), order, commandId });
  if (answer.status >= 400) return refuse(deps, kept, answer);
  const raw = await rawMail(deps.orm, id);
  const unfiled = raw === null ? [] : await fileWith(deps, order, id, (await deps.mailbox(raw)).files);
  const locale = await localeOf(deps.orm, kept.user);
  const files = unfiled.map((each) => `- ${unfiledIn(locale, each)}`).join('\n');
  const kind = unfiled.length === 0 ? 'order-by-mail' : 'order-by-mail-in-part';
  const letter = letterTo(kept, { kind, order, at: deps.now(), data: unfiled.length === 0 ? {} : { files } });
  return settleMail(deps.orm, { id, state: 'opened', reason: null }, letter);
}

function refuse(deps: ApiDeps, kept: PendingMail, answer: Answer): Promise<KeptMail> {
  const reason = (answer.body as Problem).detail;
  const letter = letterTo(kept, { kind: 'mail-refused', order: null, at: deps.now(), data: { reason } });
  return settleMail(deps.orm, { id: kept.id, state: 'refused', reason }, letter);
}
