import type { Express, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { unstorableText } from '../domain/storable.ts';
import { admit, isOpen, type Otherwise } from './access.ts';
import { bodyOf, runGuard } from './body.ts';
import type { AnyOperation, Call, Reply } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { idempotencyKey, once } from './idempotency.ts';
import { authenticate } from './authentication.ts';
import { inLanguageOf } from './reader-locale.ts';
import type { Caller } from './visible-order.ts';
import { invalid, type Problem, problem, problemType, refusalOf, sendProblem, problemOf } from './problem.ts';

type AnyCall = Call<unknown, unknown, unknown, unknown>;

const nobody: Caller = { actor: { user: '', company: '', roles: [] }, admin: false, session: null };

/** Serves every operation, and answers 405 with Allow for other methods on their paths. */
export function mount(app: Express, operations: readonly AnyOperation[], deps: ApiDeps): void {
  for (const path of new Set(operations.map((each) => each.path))) {
    const those = operations.filter((each) => each.path === path);
    const route = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const one of those) route[one.method](serve(one, deps));
    const others = otherMethods(those.map(({ method }) => method.toUpperCase()));
    route.all((request, response, next) => {
      response.locals.route = path;
      if (those.every(({ exists }) => exists?.(request.params as Record<string, string>) ?? true))
        others(request, response, next);
      else next();
    });
  }
}

/** What a path answers to methods it does not have: OPTIONS tells which it has, the rest are refused. */
export function otherMethods(methods: string[]): RequestHandler {
  const allow = [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods), 'OPTIONS'].join(', ');
  return (request, response) => {
    if (request.method === 'OPTIONS') response.status(204).set('Allow', allow).end();
    else sendProblem(response, problemOf(405, 'method-not-allowed', `This path takes ${allow}.`), { Allow: allow });
  };
}

/** A request from its route to its answer: who, parameters, key, whether they may, body, then the operation itself. */
function serve(one: AnyOperation, deps: ApiDeps): RequestHandler {
  return async (request, response) => {
    response.locals.route = one.path;
    const caller = one.access === 'public' ? nobody : await authenticate(deps, request);
    const { actor } = caller;
    response.locals.user = actor.user;
    const params = partOf('path', one.params, request.params, request);
    const query = partOf('query', one.query, request.query, request);
    const wantsKey = one.key === true && (query as { dryRun?: boolean } | undefined)?.dryRun !== true;
    const key = wantsKey ? idempotencyKey(request) : '';
    const admission = await admit(deps, one, caller, request.params as Record<string, string>);
    const reply =
      'refusal' in admission
        ? await turnedAway(deps, one, { actor, key, request }, admission.refusal)
        : await carriedOut(one, { actor, caller, params, query, key, request, found: admission.found }, response);
    if (deps.checkAnswers === true) checkAnswer(one, reply);
    send(response, reply);
  };
}

/** The operation itself, for somebody who may use it. */
async function carriedOut(one: AnyOperation, call: Omit<AnyCall, 'body'>, response: Response): Promise<Reply> {
  const body = await bodyOf(one, call.request, response);
  if (one.guard !== undefined) await runGuard(one.guard, call.request, response);
  return one.handle({ ...call, body } as Call<never, never, never, never>);
}

/** A refusal, whatever the body says; that of a write is kept for its key, like every answer to a write. */
function turnedAway(
  deps: ApiDeps,
  one: AnyOperation,
  { actor, key, request }: Pick<AnyCall, 'actor' | 'key' | 'request'>,
  { code, detail, status }: Otherwise,
): Promise<Reply> {
  if (key === '' || status === 404) throw problem(status ?? 403, code, detail);
  const write = { actor, key, route: `${one.method.toUpperCase()} ${request.path}`, content: { refused: code } };
  return once(deps, write, () => Promise.resolve(refusalOf(403, code, detail)));
}

function partOf(place: 'path' | 'query', schema: z.ZodType | undefined, given: unknown, request: Request): unknown {
  const strange = unstorableText(given);
  if (strange !== null) {
    throw invalid(place, [{ code: 'custom', path: [strange], message: 'holds the character NUL', input: undefined }]);
  }
  if (schema === undefined) {
    const [extra] = Object.keys(given as object);
    if (place === 'query' && extra !== undefined) throw unknownParameter(extra);
    return given;
  }
  const parsed = schema.safeParse(given, inLanguageOf(request));
  if (parsed.success) return parsed.data;
  // A path that cannot name anything names nothing.
  throw place === 'query'
    ? invalid(place, parsed.error.issues)
    : problem(404, 'unknown-path', 'There is nothing under this path.');
}

const unknownParameter = (name: string) =>
  invalid('query', [
    { code: 'custom', path: [name], message: 'this operation has no such parameter', input: undefined },
  ]);

function send(response: Response, { status, body, mediaType, headers }: Reply): void {
  if (mediaType === problemType) {
    // A refusal that was kept for its key was worded for nobody in particular.
    sendProblem(response, body as Problem, { 'Cache-Control': 'no-store', ...headers });
    return;
  }
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (body === undefined || status === 204 || status === 304) response.end();
  else if (Buffer.isBuffer(body) || typeof body === 'string')
    response.type(mediaType ?? 'application/octet-stream').send(body);
  else response.type(mediaType ?? 'application/json').send(JSON.stringify(body));
}

/** Answers that differ from what the operation declares are a bug; tests run with this check. */
function checkAnswer(one: AnyOperation, { status, body }: Reply): void {
  const declared = one.answers[status];
  if (declared === undefined) {
    if (one.problems.includes(status) || (status === 403 && !isOpen(one.access))) return;
    throw problem(500, 'undeclared-answer', `${one.id} answered ${status}, which it does not declare.`);
  }
  const parsed = declared.schema?.safeParse(body);
  if (parsed?.success === false) throw problem(500, 'undeclared-answer', `${one.id}: ${parsed.error.message}`);
}

/** The route a request was served by, for logs and figures. */
export const routeOf = (request: Request, response: Response): string =>
  typeof response.locals.route === 'string'
    ? response.locals.route
    : request.route === undefined
      ? 'none'
      : String(request.route.path);
