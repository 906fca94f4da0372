import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { ApiMetrics } from './metrics.ts';
import { routeOf } from './routes.ts';

const requestIdPattern = /^[\w-]{8,64}$/;

/**
 * One line a request: route, status, time, the acting user's opaque id. Never the path's query, headers, addresses or
 * bodies, which hold personal data and tokens. The request id comes from X-Request-Id or is made here, and goes back in
 * the answer.
 */
export const logRequests = (logger: Logger): RequestHandler =>
  pinoHttp({
    logger,
    quietReqLogger: true,
    genReqId(request, response) {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
      response.setHeader('X-Request-Id', id);
      (response as Response).locals.requestId = id;
      return id;
    },
    serializers: {
      req: ({ id, method }: { id: string; method: string }) => ({ id, method }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      err: () => undefined,
    },
    customSuccessObject: (request, response, value) => ({ ...(value as object), ...whereAndWho(request, response) }),
    customErrorObject: (request, response, _error, value) => ({
      ...(value as object),
      ...whereAndWho(request, response),
    }),
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
  });

const whereAndWho = (request: IncomingMessage, response: ServerResponse) => {
  const { locals } = response as Response;
  return { route: routeOf(request as Request, response as Response), user: locals.user as unknown };
};

/** Measures every request by its route. */
export const measureRequests =
  ({ requests }: ApiMetrics): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const labels = { method: request.method, route: routeOf(request, response), status: String(response.statusCode) };
      requests.observe(labels, (performance.now() - began) / 1000);
    });
    next();
  };
