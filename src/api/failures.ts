import type { ErrorRequestHandler } from 'express';
import { DeskUnavailable } from '../temporal/desk.ts';
import type { ApiDeps } from './deps.ts';
import { type Problem, ProblemError, problemOf, sendProblem } from './problem.ts';

interface Failure {
  body: Problem;
  headers: Record<string, string>;
}

const retryLater = (status: 503 | 504, code: string, detail: string, seconds: number): Failure => ({
  body: problemOf(status, code, detail),
  headers: { 'Retry-After': String(seconds) },
});

const ofDesk: Record<DeskUnavailable['kind'], Failure> = {
  busy: retryLater(503, 'order-busy', 'Too many commands are waiting for this order; come back with the same key.', 1),
  down: retryLater(503, 'engine-unavailable', 'The engine does not answer now; come back with the same key.', 2),
  unknown: retryLater(
    504,
    'outcome-unknown',
    'Whether the command was carried out is not known yet; ask again with the same key.',
    1,
  ),
};

// SQLSTATE classes 08, 53 and 57P: no connection, no resources, server shutting down. Then the sockets' own codes.
const databaseAway = /^(?:08|53|57P|ECONN|EPIPE|ETIMEDOUT)/;

// What the driver itself says of a connection that broke under it; it gives these errors no code.
const driverLost = /^Connection terminated|^Client .* is not queryable|timeout exceeded when trying to connect/;

/** The codes of what Express and its readers refuse. */
const codeOf: Record<number, string> = { 400: 'malformed', 413: 'too-large', 415: 'unsupported-media-type' };

/** Turns whatever went wrong into a problem; only what nobody foresaw is logged as an error. */
export const answerFailures =
  ({ logger }: Pick<ApiDeps, 'logger'>): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = foreseen(error);
    if (known === null) logger.error({ err: error, request: response.locals.requestId as unknown }, 'request failed');
    else if (known.body.status >= 500)
      logger.warn({ code: known.body.code, detail: detailOf(error) }, 'request put off');
    const { body, headers } = known ?? {
      body: problemOf(500, 'internal', 'Something went wrong here; it has been noted.'),
      headers: {},
    };
    sendProblem(response, body, headers);
  };

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function foreseen(error: unknown): Failure | null {
  if (error instanceof ProblemError) return { body: error.problem, headers: error.headers };
  if (error instanceof DeskUnavailable) return ofDesk[error.kind];
  const { code, status, message, type } = error as {
    code?: unknown;
    status?: unknown;
    message?: unknown;
    type?: unknown;
  };
  // The parser's own sentence quotes the body, which may be anything.
  if (type === 'entity.parse.failed')
    return { body: problemOf(400, 'malformed', 'The body is not JSON, an object or a list.'), headers: {} };
  if (typeof code === 'string' && databaseAway.test(code)) {
    return retryLater(503, 'database-unavailable', 'The database does not answer now; come back with the same key.', 2);
  }
  if (typeof message === 'string' && driverLost.test(message)) {
    return retryLater(503, 'database-unavailable', 'The database does not answer now; come back with the same key.', 2);
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { body: problemOf(status, codeOf[status] ?? 'bad-request', detailOf(error)), headers: {} };
  }
  return null;
}
