import { z } from 'zod';
import { addBusinessDays, calendarIds } from '../domain/calendar/calendar.ts';
import { checkIdentifier, identifierKinds } from '../domain/identifiers/check.ts';
import { inspectionLevels, samplingPlan } from '../domain/sampling.ts';
import { aqls } from '../domain/sampling/iso-2859-1.ts';
import { json, operation, type Reply } from './contract.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { instant } from './schemas.ts';
import { sentenceIn } from './sentences.ts';
import { invalid } from './problem.ts';

const anyYearsDate =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))';
const timeWithOffset =
  'T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])';
/** Instants on dates there are, of the years from which the longest count stays within the calendars. */
const countable = new RegExp(`^20(?:(?:2[0-9]|30)-${anyYearsDate}|(?:20|24|28)-02-29)${timeWithOffset}$`);
/** Every way an AQL is written in the standard's tables and by buyers: 1, 1.0, 0.10, 0.010. */
const aqlTexts = [
  ...new Set(
    aqls.flatMap((aql) =>
      [String(aql), ...[1, 2, 3].map((places) => aql.toFixed(places))].filter((text) => Number(text) === aql),
    ),
  ),
] as [string, ...string[]];

/** Runs a rule of the domain on a query; what it cannot work with is the caller's mistake, and names the field. */
function ruled(rule: () => object): Promise<Reply> {
  try {
    return Promise.resolve({ status: 200, body: rule() });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [field = '', ...said] = error.message.split(': ');
    throw invalid('query', [{ code: 'custom', path: [field], message: said.join(': '), input: undefined }]);
  }
}

// An offset's plus sign arrives as a space where the caller did not escape it.
const instantGiven = z.preprocess(
  (given) => (typeof given === 'string' ? given.replace(' ', '+') : given),
  z.string().regex(countable, 'an ISO 8601 instant of the years 2020 to 2030, with Z or an offset'),
);

const samplingOperation = () =>
  operation({
    method: 'get',
    path: '/v1/reference/sampling-plan',
    id: 'samplingPlan',
    tag: 'reference',
    access: 'public',
    summary: 'The single sampling plan of ISO 2859-1 for a lot',
    query: z.strictObject({
      lot: z
        .string()
        .regex(/^[1-9][0-9]{0,14}$/, 'a whole number of pieces, at least 1')
        .transform(Number),
      level: z.enum(inspectionLevels).default('II'),
      aql: z.enum(aqlTexts),
      severity: z.enum(['normal', 'tightened']).default('normal'),
    }),
    answers: {
      200: {
        description: 'The plan the arrows of the standard lead to',
        schema: z.looseObject({ codeLetter: z.string(), sampleSize: z.int(), accept: z.int(), reject: z.int() }),
      },
    },
    problems: [400],
    handle: ({ query }) => ruled(() => samplingPlan(query)),
  });

const businessTimeOperation = () =>
  operation({
    method: 'get',
    path: '/v1/reference/business-time',
    id: 'businessTime',
    tag: 'reference',
    access: 'public',
    summary: 'The instant so many business days later, on the calendar of Hong Kong, the mainland, or both',
    query: z.strictObject({
      from: instantGiven,
      days: z
        .string()
        .regex(/^(?:0|[1-9][0-9]{0,2}|1000)$/, 'a whole number of days, 0 to 1000')
        .transform(Number),
      calendar: z.enum(calendarIds),
    }),
    answers: {
      200: {
        description: 'When the days are over; `provisional` where it rests on days not yet published',
        schema: z.object({ due: instant, provisional: z.boolean() }),
      },
    },
    problems: [400],
    handle: ({ query: { from, days, calendar } }) => ruled(() => addBusinessDays(from, days, calendar)),
  });

const checkOperation = () =>
  operation({
    method: 'post',
    path: '/v1/reference/check',
    id: 'checkIdentifier',
    tag: 'reference',
    access: 'public',
    summary: 'Whether an identifier is well formed by its standard, and which rule it breaks',
    body: json(z.strictObject({ kind: z.enum(identifierKinds), value: z.string().max(200) })),
    answers: {
      200: { description: 'Judged', schema: z.object({ valid: z.boolean(), reason: z.string().nullable() }) },
    },
    problems: [400, 413, 415, 422],
    handle({ body: { kind, value }, request }) {
      const locale = localeOfRequest(request);
      const { valid, reason } = checkIdentifier(kind, value);
      const body = { valid, reason: reason === null ? null : sentenceIn(locale, reason) };
      return Promise.resolve({ status: 200, headers: languageHeaders(locale), body });
    },
  });

/** The tables and checks the engine itself judges by, for everybody to try. */
export const referenceOperations = () => [samplingOperation(), businessTimeOperation(), checkOperation()];
