import { z } from 'zod';
import { demandSchema } from '../order/demand.ts';
import type { Terms } from '../order/terms.ts';
import { type Agreement, type Frame, isInForce } from './agreement.ts';
import { type AgreementRefusal, refuse } from './refusal.ts';

/** What a buyer calls off: so many units of lines of the frame, and where they go. */
export const callOffSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ line: z.int().min(1).max(999), quantity: z.int().min(1).max(1_000_000_000) }))
    .min(1)
    .max(100)
    .refine((lines) => new Set(lines.map(({ line }) => line)).size === lines.length, { error: 'each line once' }),
  destination: demandSchema.shape.destination,
  wantedBy: demandSchema.shape.wantedBy,
  remarks: demandSchema.shape.remarks,
  profile: z.string().min(1).max(64).default('secured-trade'),
});
export type CallOff = z.output<typeof callOffSchema>;
export type CalledLine = CallOff['lines'][number];

type Refused = { rejection: AgreementRefusal };

/** What is left of each line of a frame after what was called off. */
export function remainingOf(frame: Frame, called: readonly CalledLine[]): { line: number; remaining: number }[] {
  return frame.lines.map(({ line, quantity }) => {
    const taken = called.filter((one) => one.line === line).reduce((sum, one) => sum + one.quantity, 0);
    return { line, remaining: quantity - taken };
  });
}

/**
 * Why a call-off is not taken; null when it is. Refused: `not-a-frame`, `not-in-force`, `lines-unknown`,
 * `frame-exhausted` (with what is left).
 */
export function whyNotCalledOff(
  agreement: Agreement,
  called: readonly CalledLine[],
  wanted: readonly CalledLine[],
  now: string,
): Refused | null {
  const { content } = agreement;
  if (content.kind !== 'FRAME') return refuse('not-a-frame', 'Nothing is called off from this kind of agreement.');
  if (!isInForce(agreement, now)) {
    return refuse('not-in-force', `The frame holds from ${content.validFrom} to ${content.validUntil}, once signed.`);
  }
  const remaining = remainingOf(content, called);
  const strange = wanted.find(({ line }) => !remaining.some((one) => one.line === line));
  if (strange !== undefined) return refuse('lines-unknown', `lines: the frame has no line ${strange.line}.`);
  const beyond = wanted.filter(({ line, quantity }) =>
    remaining.some((one) => one.line === line && one.remaining < quantity),
  );
  return beyond.length === 0
    ? null
    : refuse('frame-exhausted', `More is called off than is left of line ${beyond[0]?.line}.`, { remaining });
}

/** Where terms are not those of the call-off: currency, SKUs, unit and price stand; quantities may become fewer. */
export function frameFault(
  frame: Frame,
  called: readonly CalledLine[],
  terms: Pick<Terms, 'currency' | 'lines'>,
  fewer: boolean,
): Refused | null {
  const fault = (path: string, wanted: unknown) =>
    refuse('frame-terms', `${path}: the frame agreement fixes it at ${JSON.stringify(wanted)}.`, { path, wanted });
  if (terms.currency !== frame.currency) return fault('currency', frame.currency);
  const fixed = called.map(({ line, quantity }) => ({
    ...(frame.lines.find((one) => one.line === line) as Frame['lines'][number]),
    quantity,
  }));
  const skus = fixed.map(({ sku }) => sku).sort();
  if (JSON.stringify(terms.lines.map(({ sku }) => sku).sort()) !== JSON.stringify(skus)) return fault('lines', skus);
  for (const [at, { sku, price, unit, quantity }] of terms.lines.entries()) {
    const agreed = fixed.find((one) => one.sku === sku) as (typeof fixed)[number];
    if (unit !== agreed.unit) return fault(`lines.${at}.unit`, agreed.unit);
    // 10 for 1 and 100 for 10 are one price.
    if (price.minor * agreed.price.per !== agreed.price.minor * price.per)
      return fault(`lines.${at}.price`, agreed.price);
    const same = fewer ? quantity <= agreed.quantity : quantity === agreed.quantity;
    if (!same) return fault(`lines.${at}.quantity`, agreed.quantity);
  }
  return null;
}
