import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keepBankMessage } from '../../persistence/bank.ts';
import { operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem } from '../problem.ts';
import type { StatusLine } from './reader.ts';
import { applyVerdict, verdictsOf } from './verdicts.ts';

const mostBytes = 20 * 1024 * 1024;
/** A report on thousands of payments takes its time. */
const leaseSeconds = 30;

const reportSchema = z.object({
  payment: z.string(),
  status: z.string(),
  outcome: z.enum(['PENDING', 'SETTLED', 'REJECTED']),
  reason: z.string().nullable(),
  /** `unknown`: no payment of ours has this id. `ignored`: it changes nothing any more, and `why`. */
  disposition: z.enum(['applied', 'ignored', 'unknown']),
  order: z.string().nullable(),
  facts: z.array(z.string()),
  why: z.string(),
});

/**
 * POST /v1/bank/status-reports: pain.002 on the payment orders that went out. What the bank refused is approved anew
 * before it is ordered anew; what it has settled is settled, its debit comes by the notifications.
 */
export const statusReportOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/bank/status-reports',
    id: 'bankStatusReport',
    tag: 'money',
    access: { roles: ['bank'], otherwise: { code: 'not-your-move', detail: 'Status reports are for: bank.' } },
    key: true,
    summary: 'Take in what the bank says of payment orders, one by one (ISO 20022 pain.002, version 03 or newer)',
    body: raw(['application/xml', 'text/xml'], mostBytes),
    answers: {
      200: { description: 'What each status came to', schema: z.object({ reports: z.array(reportSchema) }) },
    },
    problems: [400, 401, 403, 409, 413, 415, 422, 503, 504],
    async handle({ actor, body, key }) {
      const { xml, lines } = parsed(deps, body);
      const sha256 = createHash('sha256').update(body).digest('hex');
      const write = { actor, key, route: 'POST /v1/bank/status-reports', content: { sha256 }, leaseSeconds };
      return once(deps, write, async () => {
        await keepBankMessage(deps.orm, { sha256, xml, receivedAt: deps.now() });
        const reports: z.output<typeof reportSchema>[] = [];
        for (const verdict of verdictsOf(lines)) {
          const { payment, status, outcome, reason } = verdict;
          reports.push({ payment, status, outcome, reason, ...(await applyVerdict(deps, verdict, actor)) });
        }
        return { status: 200, body: { reports } };
      });
    },
  });

/** What the bank's file says. Throws ProblemError 422 naming what is wrong with it. */
function parsed({ bank }: ApiDeps, bytes: Buffer): { xml: string; lines: StatusLine[] } {
  try {
    const xml = bank.decodeBankFile(bytes);
    return { xml, lines: bank.parsePain002(xml) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BankMessageError') throw error;
    const { code, message: detail } = error as Error & { code: string };
    throw problem(422, code, `body: ${detail}.`);
  }
}
