import type { Frame } from '../../domain/agreements/agreement.ts';
import { type CallOff, callOffSchema } from '../../domain/agreements/call-off.ts';
import type { OpeningInput } from '../../domain/order/opening.ts';
import { callOff, dropCallOff } from '../../persistence/agreements/agreements.ts';
import { allotOrderNumber } from '../../persistence/idempotency.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { openAs } from '../opening.ts';
import { acceptedSchema } from '../schemas.ts';
import { refusedBy } from './refusals.ts';
import { agreementParams } from './schemas.ts';
import { anAgreement } from './steps.ts';

/** The order a call-off opens: the goods of the frame, in the quantities called off. */
function openingOf(agreement: string, supplier: string, frame: Frame, wanted: CallOff): OpeningInput {
  const { lines, destination, wantedBy, remarks, profile } = wanted;
  const items = lines.map(({ line, quantity }) => {
    const { sku, description } = frame.lines.find((one) => one.line === line) as Frame['lines'][number];
    return { sku, description, quantity, quality: '' };
  });
  const note = `Called off from frame agreement ${agreement}.`;
  const demand = {
    items,
    destination,
    remarks: remarks === '' ? note : `${note}\n${remarks}`.slice(0, 4000),
    ...(wantedBy === undefined ? {} : { wantedBy }),
  };
  return { supplier, profile, source: 'PURCHASE_ORDER', demand };
}

/** POST /v1/agreements/{agreement}/call-offs: an order at the frame's prices (UNTDID 226). */
export const callOffOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/agreements/{agreement}/call-offs',
    id: 'callOff',
    tag: 'agreements',
    access: {
      thing: anAgreement,
      by: ['buyer'],
      otherwise: { code: 'not-your-move', detail: 'The buyer of a frame calls off from it.' },
    },
    key: true,
    summary: "Open an order for part of a frame agreement: the frame's prices stand, and what is called off counts",
    params: agreementParams,
    body: json(callOffSchema),
    answers: { 201: { description: 'Opened; Location names the order', schema: acceptedSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, found: { id, content, supplier }, body, key }) {
      const order = await allotOrderNumber(deps.orm, new Date(deps.now()).getUTCFullYear());
      const route = `POST /v1/agreements/${id}/call-offs`;
      const reply = await once(deps, { actor, key, route, order, opens: true, content: body }, async (claimed) => {
        const opened = claimed.order ?? order;
        const taken = await callOff(deps.orm, { agreement: id, order: opened, lines: body.lines, at: deps.now() });
        if (taken !== 'taken') return refusedBy(taken.rejection);
        const input = openingOf(id, supplier, content as Frame, body);
        const answer = await openAs(deps, { actor, input, order: opened, commandId: claimed.commandId });
        if (answer.status >= 400) await dropCallOff(deps.orm, opened);
        return answer;
      });
      if (reply.status !== 201) return reply;
      const { order: opened } = reply.body as { order: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/orders/${opened}` } };
    },
  });
