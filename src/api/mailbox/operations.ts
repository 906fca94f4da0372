import { z } from 'zod';
import { listMails, rawMail } from '../../persistence/mailbox/mails.ts';
import { quarantinedBytes, quarantinedFiles } from '../../persistence/mailbox/quarantine.ts';
import type { Access } from '../access.ts';
import { type AnyOperation, operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { mostMailBytes } from './reader.ts';
import { lookAt, takeMail } from './taking.ts';

const kinds = ['order', 'qualification', 'other'] as const;
const states = ['pending', 'opened', 'case', 'refused'] as const;
const mailSchema = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  from: z.string().nullable(),
  subject: z.string(),
  sha256: z.string(),
  kind: z.enum(kinds),
  state: z.enum(states),
  /** Why it was refused. */
  reason: z.string().nullable(),
  user: z.string().nullable(),
  order: z.string().nullable(),
  receivedAt: instant,
});
const foreseenSchema = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  from: z.string().nullable(),
  subject: z.string(),
  kind: z.enum(kinds),
  would: z.enum(['open', 'case', 'refuse']),
  reason: z.string().nullable(),
});

const operators: Access = {
  roles: ['operator'],
  otherwise: { code: 'not-your-move', detail: 'The mailbox is for: operator.' },
};

const take = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/mailbox',
    id: 'takeMail',
    tag: 'mailbox',
    access: operators,
    key: true,
    summary:
      'Take in a mail as it came (RFC 5322), whose sender you vouch for: an order attached opens as by ' +
      'POST /v1/orders, each message once; dryRun tells what it would do',
    query: z.strictObject({
      dryRun: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true'),
    }),
    body: raw(['message/rfc822'], mostMailBytes),
    answers: {
      200: {
        description: 'What became of it, or would',
        schema: z.union([mailSchema.extend({ known: z.boolean() }), foreseenSchema]),
      },
    },
    problems: [400, 401, 403, 409, 413, 415, 422, 503, 504],
    async handle({ actor, query: { dryRun }, body, key }) {
      const incoming = { raw: body, vouched: true };
      const { id, mail, sort } = await lookAt(deps, incoming);
      if (dryRun) {
        const reason = 'refused' in sort ? sort.refused : null;
        const would = 'input' in sort ? 'open' : reason === null ? 'case' : 'refuse';
        const { messageId, from, subject } = mail;
        return { status: 200, body: { id, messageId, from, subject, kind: sort.kind, would, reason } };
      }
      return once(deps, { actor, key, route: 'POST /v1/mailbox', content: { id } }, async () => {
        const { mail: kept, known } = await takeMail(deps, incoming);
        return { status: 200, body: { ...kept, known } };
      });
    },
  });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/mailbox',
    id: 'listMails',
    tag: 'mailbox',
    access: operators,
    summary: 'The mails that came in, last first, with what became of each; for operators',
    query: z.strictObject({
      kind: z.enum(kinds).optional(),
      state: z.enum(states).optional(),
      after: afterSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: { description: 'One page', schema: z.object({ mails: z.array(mailSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403, 404],
    async handle({ query: { kind, state, after, limit } }) {
      const filter = {
        limit,
        ...(kind === undefined ? {} : { kind }),
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      };
      return { status: 200, body: await cursored(() => listMails(deps.orm, filter)) };
    },
  });

const one = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/mailbox/{mail}/raw',
    id: 'getMail',
    tag: 'mailbox',
    access: operators,
    summary: 'A mail as it came, byte for byte; for operators',
    params: z.object({ mail: z.string().max(64) }),
    answers: { 200: { description: 'The message', mediaType: 'message/rfc822', schema: z.any() } },
    problems: [401, 403, 404],
    async handle({ params }) {
      const content = await rawMail(deps.orm, params.mail);
      if (content === null) throw problem(404, 'unknown-mail', 'There is no such mail.');
      // Never shown in place: a mail must not run as a page of this site.
      const headers = { 'Content-Disposition': `attachment; filename="${params.mail}.eml"` };
      return { status: 200, body: content, mediaType: 'message/rfc822', headers };
    },
  });

const quarantineSchema = z.object({
  files: z.array(
    z.object({
      number: z.int(),
      name: z.string(),
      mediaType: z.string(),
      sha256: z.string(),
      /** The rule it breaks. */
      reason: z.string(),
      at: instant,
    }),
  ),
});

const apart = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/mailbox/{mail}/quarantine',
    id: 'listQuarantine',
    tag: 'mailbox',
    access: operators,
    summary: 'The files of a mail that were not filed, and why; its sender was told; for operators',
    params: z.object({ mail: z.string().max(64) }),
    answers: { 200: { description: 'All of them', schema: quarantineSchema } },
    problems: [401, 403, 404],
    async handle({ params: { mail } }) {
      if ((await rawMail(deps.orm, mail)) === null) throw problem(404, 'unknown-mail', 'There is no such mail.');
      return { status: 200, body: { files: await quarantinedFiles(deps.orm, mail) } };
    },
  });

const apartFile = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/mailbox/{mail}/quarantine/{number}',
    id: 'getQuarantined',
    tag: 'mailbox',
    access: operators,
    summary: 'One file of a mail that was not filed, byte for byte: it may run something when it is opened',
    params: z.object({ mail: z.string().max(64), number: z.string().regex(/^[1-9]\d{0,3}$/, 'a whole number') }),
    answers: { 200: { description: 'The file', mediaType: 'application/octet-stream', schema: z.any() } },
    problems: [401, 403, 404],
    async handle({ params: { mail, number } }) {
      const content = await quarantinedBytes(deps.orm, mail, Number(number));
      if (content === null) throw problem(404, 'unknown-document', 'There is no such file.');
      // Named after its place, whatever its sender called it, so that nothing on a desk opens it by its ending.
      const headers = { 'Content-Disposition': `attachment; filename="${mail}-${number}.quarantine"` };
      return { status: 200, body: content, mediaType: 'application/octet-stream', headers };
    },
  });

export const mailboxOperations = (deps: ApiDeps): AnyOperation[] => [
  take(deps),
  list(deps),
  one(deps),
  apart(deps),
  apartFile(deps),
];
