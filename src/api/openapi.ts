import {
  extendZodWithOpenApi,
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { accessInWords, isOpen } from './access.ts';
import { openCommands } from './commands.ts';
import type { AnyOperation, Answers } from './contract.ts';
import { withPortableInputs } from './portable.ts';
import { problemSchema, problemType } from './problem.ts';
import { acceptedSchema } from './schemas.ts';

extendZodWithOpenApi(z);

const reasons: Record<number, string> = {
  400: 'The request is malformed',
  401: 'Nobody is signed in',
  403: 'Not for your role',
  404: 'There is no such thing, or none that you may know of',
  405: 'The path does not take this method; Allow says which it takes',
  409: 'Not now: `code` says why',
  413: 'The body is too large',
  415: 'The body is of a type this operation does not take',
  422: 'The input breaks a rule: `issues` or `code` say which',
  429: 'Too many attempts',
  503: 'Not now; come back after Retry-After with the same Idempotency-Key',
  504: 'The outcome is not known yet; ask again with the same Idempotency-Key',
};

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[!-~](?:[ -~]*[!-~])?$/)
  .openapi({
    param: { name: 'Idempotency-Key', in: 'header' },
    description:
      'Names this write: repeating it with the same key and body gets the same answer, and nothing happens twice',
  });

/** Names a schema. A copy is named, because only schemas made after the extension above can be. */
const register = (registry: OpenAPIRegistry, name: string, schema: z.ZodType): z.ZodType =>
  registry.register(name, schema.clone());

/** The OpenAPI 3.1 document of the operations, one path for every command of the process. */
export function openApiDocument(operations: readonly AnyOperation[]): object {
  const registry = new OpenAPIRegistry();
  const problem = register(registry, 'Problem', problemSchema);
  const bearer = registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  const security = [{ [bearer.name]: [] }];
  const problemsOf = (statuses: readonly number[]): RouteConfig['responses'] =>
    Object.fromEntries(
      [...statuses, 405, 503].map((status) => [
        status,
        { description: reasons[status] ?? 'Refused', content: { [problemType]: { schema: problem } } },
      ]),
    );
  for (const one of operations) {
    if (one.undocumented === true) continue;
    registry.registerPath({
      method: one.method,
      path: one.path,
      operationId: one.id,
      summary: one.summary,
      tags: [one.tag],
      ...(one.access === 'public' ? {} : { security }),
      'x-access': accessInWords(one.access),
      request: requestOf(one),
      responses: { ...problemsOf([...one.problems, ...missing(one), ...refusing(one)]), ...answersOf(one.answers) },
    });
  }
  const issue = operations.find(({ undocumented }) => undocumented === true);
  if (issue !== undefined) registerCommands(registry, issue, { security, problems: problemsOf(issue.problems) });
  return withPortableInputs(
    new OpenApiGeneratorV31(registry.definitions).generateDocument({
      openapi: '3.1.0',
      info: {
        title: 'Trade process engine',
        version: '1',
        description:
          'Business-to-business trades from enquiry to after-sales. Amounts are whole minor units of their currency, ' +
          'times ISO 8601 instants in UTC. Refusals are RFC 9457 problems whose `code` says why.',
      },
      servers: [{ url: '/' }],
    }),
    ['Problem', 'Accepted'],
  );
}

/**
 * What every operation on something named, and every list by pages, can answer: that there is no such thing or page.
 */
const missing = ({ params, query }: AnyOperation): number[] =>
  params !== undefined || (query instanceof z.ZodObject && 'after' in query.shape) ? [404] : [];

/** Where somebody can be refused for who they are. */
const refusing = ({ access }: AnyOperation): number[] => (isOpen(access) ? [] : [403]);

function requestOf({ params, query, key, body }: AnyOperation): NonNullable<RouteConfig['request']> {
  return {
    ...(params === undefined ? {} : { params: params as never }),
    ...(query === undefined ? {} : { query: query as never }),
    ...(key === true ? { headers: [idempotencyKey] } : {}),
    ...(body === undefined ? {} : { body: { required: true, content: contentOf(body) } }),
  };
}

const binary = z.string().openapi({ format: 'binary' });

const contentOf = (body: NonNullable<AnyOperation['body']>) =>
  body.kind === 'json'
    ? { 'application/json': { schema: body.schema } }
    : Object.fromEntries(body.mediaTypes.map((mediaType) => [mediaType, { schema: binary }]));

const answersOf = (answers: Answers): RouteConfig['responses'] =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, mediaType }]) => [
      status,
      schema === undefined
        ? { description }
        : { description, content: { [mediaType ?? 'application/json']: { schema } } },
    ]),
  );

/** What kept commands answer instead of new facts. */
const keptSchema = z.looseObject({ order: z.string() });
const capitalised = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const partiesOf = ({ by }: (typeof openCommands)[number]['rule']): string =>
  by.filter((party) => party !== 'house').join(', ');

function registerCommands(
  registry: OpenAPIRegistry,
  issue: AnyOperation,
  { security, problems }: { security: Record<string, string[]>[]; problems: RouteConfig['responses'] },
): void {
  const accepted = register(registry, 'Accepted', acceptedSchema);
  for (const { command, rule, stages } of openCommands) {
    const input = register(registry, capitalised(command), rule.input);
    registry.registerPath({
      method: 'post',
      path: issue.path.replace('{command}', command),
      operationId: command,
      summary: rule.summary,
      tags: ['commands'],
      'x-access': `on the order: ${partiesOf(rule)}`,
      description: `For ${partiesOf(rule)}; taken in ${stages.join(', ')}.`,
      security,
      request: {
        params: z.object({ order: z.string() }),
        headers: [idempotencyKey],
        body: { required: true, content: { 'application/json': { schema: input } } },
      },
      responses: {
        ...problems,
        200: {
          description: 'Accepted',
          content: { 'application/json': { schema: 'kept' in rule ? keptSchema : accepted } },
        },
      },
    });
  }
}
