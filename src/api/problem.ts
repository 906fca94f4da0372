import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { z } from 'zod';
import type { Answer } from '../domain/record.ts';
import type { Locale } from '../domain/words/locale.ts';
import { problemTitleIn } from '../domain/words/problems.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { sentenceIn } from './sentences.ts';

/** Where in a request something is wrong: the dotted path of the field, and the rule it breaks. */
export interface Issue {
  in: 'body' | 'query' | 'path' | 'header';
  path: string;
  message: string;
}

/** A refusal on its way to the caller: RFC 9457 with `code`, and `data` or `issues` where they help to do better. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  issues?: Issue[];
  data?: Record<string, unknown>;
}

export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  issues: z
    .array(z.object({ in: z.enum(['body', 'query', 'path', 'header']), path: z.string(), message: z.string() }))
    .optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});

export const problemType = 'application/problem+json';

/** The body of a refusal; the title is the status's own phrase, as RFC 9457 asks of `about:blank`. */
export const problemOf = (
  status: number,
  code: string,
  detail: string,
  more: Pick<Problem, 'issues' | 'data'> = {},
): Problem => ({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, ...more });

/** A refusal as an answer that can be kept for its Idempotency-Key. */
export const refusalOf = (status: number, code: string, detail: string, data?: Record<string, unknown>): Answer => ({
  status,
  body: problemOf(status, code, detail, data === undefined ? {} : { data }),
});

/** Ends a request with a problem; nothing of it was carried out. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Record<string, string>;
  constructor(problem: Problem, headers: Record<string, string> = {}) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
    this.headers = headers;
  }
}

/** The error of a refused request, to be thrown. */
export const problem = (
  status: number,
  code: string,
  detail: string,
  { headers, ...more }: Pick<Problem, 'issues' | 'data'> & { headers?: Record<string, string> } = {},
): ProblemError => new ProblemError(problemOf(status, code, detail, more), headers);

/** The error of input that breaks a schema: 422 for a body, 400 for everything else. */
export function invalid(place: Issue['in'], issues: readonly z.core.$ZodIssue[]): ProblemError {
  const found = issues.flatMap((issue) => fieldsOf(issue).map((path) => ({ in: place, path, message: issue.message })));
  return problem(place === 'body' ? 422 : 400, 'invalid-input', summed(place, found), { issues: found });
}

/** What a problem with fields says in one sentence: the first of them. */
const summed = (place: Issue['in'], [first]: readonly Issue[]): string =>
  `${place}${first?.path ? `.${first.path}` : ''}: ${first?.message ?? 'not as described'}`;

/** The fields an issue is about: names that do not belong there are named one by one. */
const fieldsOf = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [issue.path.join('.')];

/** The same problem in another language; its `code`, its fields and its data are what programs go by, and stay. */
export function wordedIn(locale: Locale, body: Problem): Problem {
  const issues = body.issues?.map((issue) => ({ ...issue, message: sentenceIn(locale, issue.message) }));
  const [first] = issues ?? [];
  return {
    ...body,
    title: problemTitleIn(locale, body.status, body.title),
    detail: issues === undefined || first === undefined ? sentenceIn(locale, body.detail) : summed(first.in, issues),
    ...(issues === undefined ? {} : { issues }),
  };
}

/** Writes a problem as the whole answer, in the language the request asks for. */
export function sendProblem(response: Response, body: Problem, headers: Record<string, string> = {}): void {
  const locale = localeOfRequest(response.req);
  response.status(body.status).set({ ...headers, ...languageHeaders(locale) });
  response.type(problemType).send(JSON.stringify(wordedIn(locale, body)));
}
