import { z } from 'zod';
import { currencySchema, minorSchema } from '../../money.ts';
import { charge } from '../charges.ts';
import { accept, reject } from '../decision.ts';
import type { ContractStage } from '../order.ts';
import { commandOf } from '../stage.ts';
import { knownEntry, railSchema } from './credit.ts';

const command = commandOf<ContractStage>();

/** A provider tells what it keeps often long after it has collected, so that it is a command of its own. */
export const chargesIncurred = command({
  by: ['bank'],
  summary: 'What a provider keeps of a credit of this order: charged on to the buyer by a request of its own',
  input: z.strictObject({
    /** The credit it was kept for. */
    entry: z.string().min(1).max(100),
    amountMinor: minorSchema.min(1),
    currency: currencySchema,
    rail: railSchema.optional(),
  }),
  decide: (order, incurred, context) => {
    if (!knownEntry(order, incurred.entry))
      return reject('payment-unknown', 'No payment of this order came by that credit.');
    const request = order.payments.find(({ entry }) => entry === incurred.entry)?.id ?? null;
    return accept(...charge(order, { ...incurred, request }, context));
  },
});
