import { z } from 'zod';
import { addDays, isAfter } from '../domain/order/time.ts';
import { performanceOf, scorecardOf } from '../domain/scorecard/scorecard.ts';
import { companiesByIds } from '../persistence/people.ts';
import { scoredFacts } from '../persistence/scorecard/facts.ts';
import { query } from '../persistence/sql.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { invalid, problem } from './problem.ts';
import { instant } from './schemas.ts';

/** How far back a scorecard reaches where nobody says, and at most. */
const usualDays = 365;
const mostDays = 1100;

const figure = z.object({ shareBp: z.int().nullable(), orders: z.int() });
const scorecardSchema = z.object({
  supplier: z.string(),
  from: instant,
  to: instant,
  onTime: figure,
  inspectionPassed: figure,
  disputed: figure,
  documentDiscrepancies: figure,
  stars: z.object({ meanHundredths: z.int().nullable(), ratings: z.int() }),
  /** The mean of what is known, by which comparisons of quotes score past performance. */
  performanceBp: z.int().nullable(),
});

const when = z.iso.datetime({ offset: true });

function periodOf(now: string, given: { from?: string | undefined; to?: string | undefined }) {
  const to = new Date(given.to ?? now).toISOString();
  const from = new Date(given.from ?? addDays(to, -usualDays)).toISOString();
  if (isAfter(to, from) && !isAfter(to, addDays(from, mostDays))) return { from, to };
  const message = `from comes before to, by at most ${mostDays} days`;
  throw invalid('query', [{ code: 'custom', path: ['from'], message, input: undefined }]);
}

/** GET /v1/suppliers/{company}/scorecard: figures only, nothing of any order (requirements.md S5, B19). */
export const scorecardOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/suppliers/{company}/scorecard',
    id: 'supplierScorecard',
    tag: 'companies',
    access: 'signed-in',
    summary: 'How a supplier has traded in a period (the last 365 days), from what happened; stars stand apart',
    params: z.object({ company: z.string().max(64) }),
    query: z.strictObject({ from: when.optional(), to: when.optional() }),
    answers: {
      200: { description: 'Shares in basis points, each with the number of orders behind it', schema: scorecardSchema },
    },
    problems: [400, 401, 404],
    async handle({ params: { company: supplier }, query: given }) {
      const [company] = await companiesByIds(deps.orm, [supplier]);
      if (company?.kinds.includes('supplier') !== true)
        throw problem(404, 'unknown-supplier', 'There is no such supplier.');
      const period = periodOf(deps.now(), given);
      const facts = await scoredFacts((statement) => query(deps.orm, statement), [supplier], period);
      const card = scorecardOf(facts.get(supplier) ?? [], period);
      return { status: 200, body: { supplier, ...period, ...card, performanceBp: performanceOf(card) } };
    },
  });
