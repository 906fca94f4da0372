import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Actor } from '../domain/parties.ts';
import type { Access, Thing } from './access.ts';
import type { Caller, VisibleOrder } from './visible-order.ts';

/** What a handler gives back; a body that is no object goes out as it is, under `mediaType`. */
export interface Reply {
  status: number;
  body?: object | string | Buffer;
  mediaType?: string;
  headers?: Record<string, string>;
}

export interface JsonBody<S extends z.ZodType> {
  kind: 'json';
  schema: S;
  /** True: the handler reads it by a schema of its own, once it knows which. */
  later?: true;
}
export interface RawBody {
  kind: 'raw';
  mediaTypes: readonly string[];
  limitBytes: number;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type FoundBy<A> = A extends { order: unknown } ? VisibleOrder : A extends { thing: Thing<infer T> } ? T : undefined;
type BodyOf<B> = B extends JsonBody<infer S> ? z.output<S> : B extends RawBody ? Buffer : undefined;

/** One request, parsed by what its operation declares. */
export interface Call<Params, Query, Body, Found = undefined> {
  /** Who is signed in; for public operations nobody, with no roles. */
  actor: Actor;
  caller: Caller;
  /** The order or other thing in the path, where the operation's access is about one. */
  found: Found;
  params: Params;
  query: Query;
  body: Body;
  /** The Idempotency-Key, where the operation wants one. */
  key: string;
  request: Request;
}

/** What an operation can answer, for the OpenAPI document. */
export interface Answers {
  [status: number]: { description: string; schema?: z.ZodType; mediaType?: string };
}

/**
 * One operation of the API: declares what it takes and what it answers, and so is validated, documented and told apart
 * (405, 415) from one place. `path` is written as in OpenAPI: /v1/orders/{order}.
 */
export interface Operation<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends JsonBody<z.ZodType> | RawBody | undefined = JsonBody<z.ZodType> | RawBody | undefined,
  A extends Access = Access,
> {
  method: 'get' | 'post' | 'delete';
  path: string;
  id: string;
  summary: string;
  tag: string;
  access: A;
  /** True: a write, which wants an Idempotency-Key unless its query says `dryRun`. */
  key?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  /** Runs after the body is read and before the handler. */
  guard?: RequestHandler;
  answers: Answers;
  problems: readonly number[];
  /** True: stands for many paths, which the document lists one by one. */
  undocumented?: boolean;
  /** Where its path stands for many, whether this one is among them. */
  exists?(params: Readonly<Record<string, string | undefined>>): boolean;
  handle(call: Call<Parsed<P>, Parsed<Q>, BodyOf<B>, FoundBy<A>>): Promise<Reply>;
}

/** An operation with its types worn off, as the table of routes holds it. */
export type AnyOperation = Omit<Operation, 'handle'> & {
  handle(call: Call<never, never, never, never>): Promise<Reply>;
};

/** Declares an operation; the handler's types follow from the schemas. */
export const operation = <
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends JsonBody<z.ZodType> | RawBody | undefined = undefined,
  const A extends Access = Access,
>(
  one: Operation<P, Q, B, A>,
): AnyOperation => one as unknown as AnyOperation;

export const json = <S extends z.ZodType>(schema: S): JsonBody<S> => ({ kind: 'json', schema });
/** A JSON body whose schema depends on what the request is about. */
export const jsonLater = (): JsonBody<z.ZodUnknown> => ({ kind: 'json', schema: z.unknown(), later: true });
export const raw = (mediaTypes: readonly string[], limitBytes: number): RawBody => ({
  kind: 'raw',
  mediaTypes,
  limitBytes,
});
