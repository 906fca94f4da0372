import { createHash } from 'node:crypto';
import { z } from 'zod';
import { operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem } from '../problem.ts';
import { languageHeaders, localeOfRequest } from '../reader-locale.ts';
import { whyIn } from '../sentences.ts';
import { foresee } from './foresight.ts';
import type { BankMessage } from './reader.ts';
import { takeIn } from './taking-in.ts';

const mostBytes = 20 * 1024 * 1024;
/** A statement of thousands of entries takes its time; what is left over then is applied in the background. */
const leaseSeconds = 20;

const described = z.object({
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  creditDebit: z.enum(['CRDT', 'DBIT']),
  reversal: z.boolean(),
  endToEndId: z.string().nullable(),
  structuredReferences: z.array(z.string()),
  unstructured: z.string(),
  charges: z.array(z.looseObject({})),
});
const skipped = z.array(z.object({ where: z.string(), why: z.string() }));
const message = z.object({ kind: z.string(), version: z.string().nullable(), messageId: z.string().nullable() });
const takenIn = described.extend({
  entry: z.string(),
  /** `known`: reported before, and as it was dealt with then. */
  known: z.boolean(),
  disposition: z.enum(['pending', 'applied', 'suspense', 'returned', 'ignored', 'written-off']),
  order: z.string().nullable(),
  why: z.string().nullable(),
  facts: z.array(z.string()),
});
const foreseen = described.extend({ wouldBook: z.record(z.string(), z.unknown()).nullable(), why: z.string() });

/**
 * POST /v1/bank/notifications: camt.053 and camt.054, taken in entry by entry, each once however often it is reported.
 */
export const notificationOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/bank/notifications',
    id: 'bankNotification',
    tag: 'money',
    access: { roles: ['bank'], otherwise: { code: 'not-your-move', detail: 'Notifications are for: bank.' } },
    key: true,
    summary: 'Take in a bank statement or notification (ISO 20022 camt.053, camt.054); dryRun tells what it would do',
    query: z.strictObject({
      dryRun: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true'),
    }),
    body: raw(['application/xml', 'text/xml'], mostBytes),
    answers: {
      200: {
        description: 'What was done with each transaction detail, or would be',
        schema: z.object({ message, skipped, entries: z.array(z.union([takenIn, foreseen])) }),
      },
    },
    problems: [400, 401, 403, 409, 413, 415, 422, 503],
    async handle({ actor, query: { dryRun }, body, key, request }) {
      const { xml, read } = parsed(deps, body);
      const { kind, version, messageId } = read.message;
      const about = { message: { kind, version, messageId }, skipped: read.skipped };
      if (dryRun) {
        const locale = localeOfRequest(request);
        const entries = (await foresee(deps, read.entries, actor)).map((entry) => whyIn(locale, entry));
        return { status: 200, headers: languageHeaders(locale), body: { ...about, entries } };
      }
      const sha256 = createHash('sha256').update(body).digest('hex');
      const write = { actor, key, route: 'POST /v1/bank/notifications', content: { sha256 }, leaseSeconds };
      return once(deps, write, async () => {
        const entries = await takeIn(deps, { sha256, xml }, read.entries, actor);
        return { status: 200, body: { ...about, entries } };
      });
    },
  });

/** What the bank's file says. Throws ProblemError 422 naming what is wrong with it. */
function parsed({ bank }: ApiDeps, bytes: Buffer): { xml: string; read: BankMessage } {
  try {
    const xml = bank.decodeBankFile(bytes);
    return { xml, read: bank.parseBankNotification(xml) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BankMessageError') throw error;
    const { code, message: detail } = error as Error & { code: string };
    throw problem(422, code, `body: ${detail}.`);
  }
}
