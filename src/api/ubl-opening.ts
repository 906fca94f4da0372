import { createHash } from 'node:crypto';
import { type OpeningInput, openingSchema } from '../domain/order/opening.ts';
import { allotOrderNumber } from '../persistence/idempotency.ts';
import { operation, raw } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './idempotency.ts';
import { openAs } from './opening.ts';
import { type Issue, problem } from './problem.ts';
import { acceptedSchema } from './schemas.ts';
import { faultOfJson } from './text.ts';

const mostBytes = 5 * 1024 * 1024;

const refused = (detail: string, issues?: Issue[]) =>
  problem(422, 'invalid-input', `body${detail}`, issues === undefined ? {} : { issues });

/** The order a UBL document asks for. Throws ProblemError 422 naming every element and the rule it breaks. */
function inputOf({ ublOrder }: ApiDeps, bytes: Buffer): OpeningInput {
  const read = ublOrder(bytes);
  if ('fault' in read) throw refused(`: ${read.fault}.`);
  const strange = faultOfJson(read.input);
  if (strange !== null) throw refused(`.${read.elementOf(strange.path)}: ${strange.why}.`);
  const parsed = openingSchema.safeParse({ ...(read.input as object), source: 'PURCHASE_ORDER' });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    in: 'body' as const,
    path: read.elementOf(path.join('.')),
    message,
  }));
  throw refused(`.${issues[0]?.path}: ${issues[0]?.message}`, issues);
}

/** POST /v1/purchase-orders: the same case as POST /v1/orders, asked for in the document of the buyer's own system. */
export const openByPurchaseOrder = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/purchase-orders',
    id: 'openByPurchaseOrder',
    tag: 'orders',
    access: { roles: ['buyer'], otherwise: { code: 'not-your-move', detail: 'Orders are opened by buyers.' } },
    key: true,
    summary:
      'Open an order by a purchase order in UBL (2.x Order): the seller is named by its id on the platform; what is ' +
      'refused is named by its element',
    body: raw(['application/xml', 'text/xml'], mostBytes),
    answers: { 201: { description: 'Opened; Location names the order', schema: acceptedSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, body, key }) {
      const input = inputOf(deps, body);
      const order = await allotOrderNumber(deps.orm, new Date(deps.now()).getUTCFullYear());
      const content = { sha256: createHash('sha256').update(body).digest('hex') };
      const write = { actor, key, route: 'POST /v1/purchase-orders', order, opens: true, content };
      const reply = await once(deps, write, (claimed) =>
        openAs(deps, { actor, input, order: claimed.order ?? order, commandId: claimed.commandId }),
      );
      if (reply.status !== 201) return reply;
      const { order: opened } = reply.body as { order: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/orders/${opened}` } };
    },
  });
