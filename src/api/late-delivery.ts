import { z } from 'zod';
import { reckonLateDelivery } from '../domain/order/late-delivery.ts';
import { isContracted } from '../domain/order/order.ts';
import type { Role } from '../domain/parties.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { instant, orderParams } from './schemas.ts';

const sheetSchema = z.object({
  deliverBy: z.iso.date(),
  dueAt: instant,
  deliveredAt: instant,
  excusedMillis: z.int(),
  daysLate: z.int(),
  graceDays: z.int(),
  perDayBp: z.int(),
  capBp: z.int(),
  currency: z.string(),
  baseMinor: z.int(),
  damagesMinor: z.int(),
  perLine: z.array(z.object({ line: z.int(), baseMinor: z.int(), damagesMinor: z.int() })),
});

const readers: readonly Role[] = [
  'buyer',
  'supplier',
  'adviser',
  'account-manager',
  'customer-service',
  'operator',
  'auditor',
];

/** What a late delivery costs by the contract, as of now. */
export const lateDeliveryOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/late-delivery',
    id: 'lateDelivery',
    tag: 'orders',
    access: {
      order: readers,
      otherwise: { code: 'not-your-role', detail: 'What a delivery costs is for the two sides and the platform.' },
    },
    summary: 'What the delivery costs the supplier by the clause lateDelivery: as of now while it is still to come',
    params: orderParams,
    answers: {
      200: {
        description: 'The reckoning; null where the contract has no such clause',
        schema: z.object({ order: z.string(), deductedMinor: z.int(), reckoning: sheetSchema.nullable() }),
      },
    },
    problems: [401, 403, 404, 409],
    async handle({ found: { view, order } }) {
      if (!isContracted(order)) throw problem(409, 'wrong-stage', `No contract runs in ${order.stage}.`);
      const deductedMinor = order.lateDelivery?.deductedMinor ?? 0;
      return {
        status: 200,
        body: { order: view.order, deductedMinor, reckoning: reckonLateDelivery(order, deps.now()) },
      };
    },
  });
