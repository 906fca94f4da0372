import { z } from 'zod';
import { costComponents, costsOfSeller } from '../../domain/incoterm-costs.ts';
import { incotermCodes } from '../../domain/incoterms.ts';
import { checkIdentifier } from '../../domain/identifiers/check.ts';
import { landedCost } from '../../domain/landed-cost/landed-cost.ts';
import type { QuotedGoods } from '../../domain/landed-cost/parts.ts';
import { quotedGoods } from '../../domain/landed-cost/quoted.ts';
import { statementSchema, targetSchema } from '../../domain/landed-cost/statement.ts';
import { currencySchema } from '../../domain/money.ts';
import { optionBy } from '../../domain/order/options.ts';
import { isSealed } from '../../domain/order/sourced.ts';
import type { Actor } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { visibleOrder } from '../visible-order.ts';
import { landedSchema } from './schemas.ts';

const minor = z.int().min(0).max(1_000_000_000_000);
const measure = z.int().min(0).max(1_000_000_000_000);

const lineSchema = z.strictObject({
  line: z.int().min(1).max(999),
  hsCode: z.string().refine((code) => checkIdentifier('hs', code).valid, { error: 'not an HS code' }),
  origin: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country code of two letters'),
  quantity: z.int().min(1).max(1_000_000_000),
  grossGrams: measure,
  volumeCm3: measure,
  amountMinor: minor.min(1),
  buildUp: z.partialRecord(z.enum(costComponents), minor).optional(),
});

const quoteSchema = z
  .strictObject({
    currency: currencySchema,
    incoterm: z.enum(incotermCodes),
    namedPlace: z.string().trim().min(2).max(120),
    lines: z.array(lineSchema).min(1).max(100),
  })
  .superRefine(({ incoterm, lines }, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (new Set(lines.map(({ line }) => line)).size < lines.length) fault(['lines'], 'line numbers must differ');
    for (const [index, { buildUp, amountMinor }] of lines.entries()) {
      if (buildUp === undefined) continue;
      const sum = Object.values(buildUp).reduce((total, each) => total + each, 0);
      if (sum !== amountMinor) fault(['lines', index, 'buildUp'], `adds up to ${sum}, not to amountMinor`);
      for (const name of Object.keys(buildUp).filter((each) => !costsOfSeller(incoterm).some((one) => one === each)))
        fault(['lines', index, 'buildUp', name], `${incoterm} leaves it to the buyer (Incoterms 2020)`);
    }
  });

const bodySchema = z
  .strictObject({
    quote: quoteSchema.optional(),
    order: z.string().min(1).max(40).optional(),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits')
      .optional(),
    compare: targetSchema,
    statement: statementSchema,
  })
  .refine(({ quote, order, hash }) => (quote === undefined) === (order !== undefined && hash !== undefined), {
    path: ['quote'],
    error: 'either a quote, or order and hash of one you can see',
  });

/** An option of a quote the reader can see; whatever else is asked for is answered like one there is not. */
async function keptQuote(deps: ApiDeps, number: string, hash: string, actor: Actor): Promise<QuotedGoods> {
  const { order, roles } = await visibleOrder(seenBy(deps.orm, actor), number, actor);
  const trader = roles.some((role) => ['buyer', 'supplier', 'adviser', 'account-manager', 'auditor'].includes(role));
  const sealed = isSealed(order) && !roles.includes('supplier');
  const option = 'versions' in order && trader && !sealed ? optionBy(order.versions, hash) : undefined;
  if (option === undefined) throw problem(404, 'unknown-quote', 'The order has no such quote that you can see.');
  return quotedGoods(option);
}

/** A pure calculation that keeps nothing; POST because what it is given does not fit into an address. */
export const landedCostOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/landed-cost',
    id: 'landedCost',
    tag: 'sourcing',
    access: 'signed-in',
    summary:
      'What goods cost under another Incoterm and in another currency, line by line, with freight, insurance, duty ' +
      'and tax from what you state; keeps nothing',
    body: json(bodySchema),
    answers: { 200: { description: 'The cost, or what is missing to tell it', schema: landedSchema } },
    problems: [400, 401, 404, 413, 415, 422],
    async handle({ actor, body: { quote, order, hash, compare, statement } }) {
      const goods =
        quote === undefined
          ? await keptQuote(deps, order ?? '', hash ?? '', actor)
          : { ...quote, lines: quote.lines.map((line) => ({ ...line, buildUp: line.buildUp ?? null })) };
      return { status: 200, body: landedCost(goods, compare, statement) };
    },
  });
