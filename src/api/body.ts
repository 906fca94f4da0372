import express, { type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import type { AnyOperation } from './contract.ts';
import { invalid, problem } from './problem.ts';
import { inLanguageOf } from './reader-locale.ts';
import { faultOfJson } from './text.ts';

/** Room for a packing list of 5,000 rows, the largest command there is. */
const jsonLimitBytes = 4 * 1024 * 1024;
const readJson = express.json({ limit: jsonLimitBytes, type: () => true });

/** Runs a piece of Express middleware as a promise; rejects with what it passes on. */
export const runGuard = (guard: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void guard(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
  });

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** Reads and parses the body an operation declares. Throws ProblemError 415, 422, or the reader's own 400 and 413. */
export async function bodyOf({ body }: AnyOperation, request: Request, response: Response): Promise<unknown> {
  if (body === undefined) return undefined;
  if (body.kind === 'raw') return rawBody(body, request, response);
  const given = await jsonOf(request, response);
  return body.later === true ? given : parsedBody(body.schema, given, request);
}

/**
 * A JSON body as its schema reads it. Throws ProblemError 422 naming every field and rule, or the text that cannot be
 * kept.
 */
export function parsedBody<S extends z.ZodType>(
  schema: S,
  given: unknown,
  request: Pick<Request, 'acceptsLanguages'>,
): z.output<S> {
  const fault = faultOfJson(given);
  if (fault !== null)
    throw invalid('body', [{ code: 'custom', path: [fault.path], message: fault.why, input: undefined }]);
  const parsed = schema.safeParse(given, inLanguageOf(request));
  if (!parsed.success) throw invalid('body', parsed.error.issues);
  return parsed.data;
}

/** A request without a body counts as an empty object: some commands need nothing. */
async function jsonOf(request: Request, response: Response): Promise<unknown> {
  if (!hasBody(request)) return {};
  if (!request.is(['application/json', 'application/*+json'])) {
    throw problem(415, 'unsupported-media-type', 'Send the body as application/json.', {
      headers: { Accept: 'application/json' },
    });
  }
  await runGuard(readJson, request, response);
  return request.body as unknown;
}

async function rawBody(
  { mediaTypes, limitBytes }: { mediaTypes: readonly string[]; limitBytes: number },
  request: Request,
  response: Response,
): Promise<Buffer> {
  if (!request.is([...mediaTypes])) {
    const accepted = mediaTypes.join(', ');
    throw problem(415, 'unsupported-media-type', `Send the body as one of: ${accepted}.`, {
      headers: { Accept: accepted },
    });
  }
  await runGuard(express.raw({ type: () => true, limit: limitBytes }), request, response);
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
