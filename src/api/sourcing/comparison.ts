import { z } from 'zod';
import { formatAmount } from '../../domain/money.ts';
import type { ComparedOption, Comparison } from '../../domain/sourcing/comparison.ts';
import type { SupplierExperience } from '../../domain/sourcing/experience.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { reader } from '../../persistence/sourcing/sourcings.ts';
import { download } from '../catalogue/download.ts';
import { type CsvCell, writeCsv } from '../catalogue/files/csv-writer.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { aSourcing, comparisonOf } from './reading.ts';
import { experienceWith } from './experience.ts';
import { comparedSchema, sourcingParams } from './schemas.ts';

const header = [
  'rank',
  'supplier',
  'order',
  'version',
  'incoterm',
  'named_place',
  'quoted',
  'quoted_currency',
  'landed',
  'landed_currency',
  'landed_incoterm',
  'line',
  'quantity',
  'demanded',
  'minimum',
  'multiple',
  'line_landed',
  'minor_per_piece',
  'lead_days',
  'valid_until',
  'paid_later_bp',
  'score',
  'score_cost',
  'score_lead_time',
  'score_rating',
  'score_validity',
  'score_payment',
  'own_orders',
  'own_variance_bp',
  'missing',
  'hash',
];

/** One row a line of an option; amounts in major units of their currency, a piece in minor units. */
const rowsOf = (
  { compare: { currency, incoterm } }: Comparison,
  option: ComparedOption,
  experience: readonly SupplierExperience[],
): CsvCell[][] => {
  const { landed, scores } = option;
  const own = experience
    .find(({ supplier }) => supplier === option.supplier)
    ?.figures.find((each) => each.currency === currency);
  const amount = (minor: number | null) => (minor === null ? '' : formatAmount(minor, currency));
  return option.lines.map((line) => [
    option.rank ?? '',
    option.supplier,
    option.order,
    option.version,
    option.incoterm,
    option.namedPlace,
    formatAmount(option.quotedMinor, option.currency),
    option.currency,
    amount(landed.comparable ? landed.totalMinor : null),
    currency,
    incoterm,
    line.line,
    line.quantity,
    line.demanded,
    line.minimum.quantity,
    line.minimum.multiple,
    amount(line.totalMinor),
    line.perPiece ?? '',
    option.leadDays,
    option.validUntil,
    option.laterPaymentBp,
    scores?.total ?? '',
    scores?.landedCost ?? '',
    scores?.leadTime ?? '',
    scores?.rating ?? '',
    scores?.validity ?? '',
    scores?.paymentTerms ?? '',
    own?.orders.length ?? 0,
    own?.varianceBp ?? '',
    option.missing.join('; '),
    option.hash,
  ]);
};

/** What quotes are worth side by side; of sealed ones the buyer sees how many there are. */
export const comparisonOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/sourcings/{sourcing}/comparison',
    id: 'compareQuotes',
    tag: 'sourcing',
    access: { thing: aSourcing, by: 'everybody' },
    summary:
      'All quotes under one Incoterm and in one currency, with where each part of the cost comes from, scored and ' +
      'ranked; an option that cannot be compared says what is missing. Beside it what your own orders with each ' +
      'supplier cost in the end against their plans, which weighs nothing',
    params: sourcingParams,
    query: z.strictObject({ format: z.enum(['json', 'csv']).default('json') }),
    answers: {
      200: {
        description: 'The comparison; with format=csv one row a line',
        schema: z.union([comparedSchema, z.string()]),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, found: sourcing, query: { format } }) {
      const past = { now: deps.now(), ratings: reader(deps.orm) };
      const read = reader(seenBy(deps.orm, actor));
      const comparison = await comparisonOf(read, sourcing, past);
      const { buyer, content } = sourcing;
      const experience = await experienceWith(read, { buyer, suppliers: content.suppliers });
      if (format === 'json') return { status: 200, body: { ...comparison, experience } };
      const text = writeCsv(
        header,
        comparison.options.flatMap((option) => rowsOf(comparison, option, experience)),
      );
      return download({ text, mediaType: 'text/csv', name: `comparison-${sourcing.number}.csv` });
    },
  });
