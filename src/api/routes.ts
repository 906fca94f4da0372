import type { Express, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../domain/parties.ts';
import { unstorableText } from '../domain/storable.ts';
import { bodyOf, runGuard } from './body.ts';
import type { AnyOperation, Call, Reply } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { idempotencyKey } from './idempotency.ts';
import { invalid, problem, sendProblem, problemOf } from './problem.ts';
import { authenticate } from './sessions.ts';

const nobody: Actor = { user: '', company: '', roles: [] };

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

/** A request from its route to its answer: who, key, parameters, body, then the operation itself. */
function serve(one: AnyOperation, deps: ApiDeps): RequestHandler {
  return async (request, response) => {
    response.locals.route = one.path;
    const actor = one.access === 'public' ? nobody : await authenticate(deps, request);
    response.locals.user = actor.user;
    const params = partOf('path', one.params, request.params);
    const query = partOf('query', one.query, request.query);
    const wantsKey = one.key === true && (query as { dryRun?: boolean } | undefined)?.dryRun !== true;
    const key = wantsKey ? idempotencyKey(request) : '';
    const body = await bodyOf(one, request, response);
    if (one.guard !== undefined) await runGuard(one.guard, request, response);
    const call: Call<unknown, unknown, unknown> = { actor, params, query, body, key, request };
    const reply = await one.handle(call as Call<never, never, never>);
    if (deps.checkAnswers === true) checkAnswer(one, reply);
    send(response, reply);
  };
}

function partOf(place: 'path' | 'query', schema: z.ZodType | undefined, given: unknown): unknown {
  const strange = unstorableText(given);
  if (strange !== null) {
    throw invalid(place, [{ code: 'custom', path: [strange], message: 'holds the character NUL', input: undefined }]);
  }
  if (schema === undefined) {
    const [extra] = Object.keys(given as object);
    if (place === 'query' && extra !== undefined) throw unknownParameter(extra);
    return given;
  }
  const parsed = schema.safeParse(given);
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
    if (one.problems.includes(status)) return;
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
