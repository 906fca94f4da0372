import { z } from 'zod';
import type { Line } from '../order/line.ts';
import { anyCountry, generalKind, hsPrefix, licenceKind, licenceTypes, type Requirement } from './rules.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/**
 * An export (811) or import (911) licence as its holder registers it: of which kind, for which goods, how much, from
 * which day to which, counted in Hong Kong. The quantity is in `unit` (UN/ECE Recommendation 20); KGM counts net
 * weight.
 */
export const licenceSchema = z
  .strictObject({
    type: z.enum(licenceTypes),
    kind: licenceKind.default(generalKind),
    number: text(60),
    issuer: text(120),
    hs: hsPrefix,
    origin: anyCountry,
    destination: anyCountry,
    unit: z.string().regex(/^[A-Z0-9]{2,3}$/, 'a UN/ECE Recommendation 20 unit code'),
    quantity: z.int().min(1).max(1_000_000_000),
    validFrom: z.iso.date(),
    validUntil: z.iso.date(),
    /** Of the scan of the licence. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
  })
  .refine(({ validFrom, validUntil }) => validFrom <= validUntil, {
    path: ['validUntil'],
    error: 'must not be before validFrom',
  });
export type LicenceContent = z.output<typeof licenceSchema>;

export const licenceStates = ['REGISTERED', 'CONFIRMED', 'REVOKED'] as const;
export type LicenceState = (typeof licenceStates)[number];

/** A licence as it is kept; `left` is what no order has drawn. */
export interface Licence extends LicenceContent {
  id: string;
  holder: string;
  state: LicenceState;
  left: number;
}

/** Which side of a trade holds the licence: who exports, who imports. */
export const holderOf = (document: '811' | '911'): 'supplier' | 'buyer' => (document === '811' ? 'supplier' : 'buyer');

/** How much of a licence in `unit` a line uses up; null when the line cannot be counted in it. */
export function drawnBy({ quantity, unit, packing }: Line, licenceUnit: string): number | null {
  if (licenceUnit === unit) return quantity;
  if (licenceUnit !== 'KGM' || packing.netGrams === 0) return null;
  return Math.ceil((quantity * packing.netGrams) / (packing.unitsPerCarton * 1000));
}

/** Whether the licence is about these goods at all. */
export const isAbout = (licence: Licence, { document, kind, hsCode, origin, destination }: Requirement): boolean =>
  licence.type === document &&
  licence.kind === kind &&
  hsCode.startsWith(licence.hs) &&
  ['*', origin].includes(licence.origin) &&
  ['*', destination].includes(licence.destination);

/** Why a need is not met: there is nothing of the kind, it is not confirmed, not in force that day, or used up. */
export type Lack = 'NONE' | 'UNCONFIRMED' | 'NOT_IN_FORCE' | 'EXHAUSTED';

/**
 * The licence a line is drawn from: confirmed, in force on `day` (YYYY-MM-DD) and with enough left, the one that ends
 * first. Without one, the lack that is nearest to being mended.
 */
export function licenceFor(
  requirement: Requirement,
  line: Line,
  licences: readonly Licence[],
  day: string,
): { licence: Licence; quantity: number } | { lack: Lack } {
  const about = licences.flatMap((licence) => {
    const quantity = isAbout(licence, requirement) ? drawnBy(line, licence.unit) : null;
    return quantity === null || licence.state === 'REVOKED' ? [] : [{ licence, quantity }];
  });
  const confirmed = about.filter(({ licence }) => licence.state === 'CONFIRMED');
  const inForce = confirmed.filter(({ licence }) => licence.validFrom <= day && day <= licence.validUntil);
  const [chosen] = inForce
    .filter(({ licence, quantity }) => licence.left >= quantity)
    .toSorted((a, b) => compare(a.licence.validUntil, b.licence.validUntil) || compare(a.licence.id, b.licence.id));
  if (chosen !== undefined) return chosen;
  if (inForce.length > 0) return { lack: 'EXHAUSTED' };
  if (confirmed.length > 0) return { lack: 'NOT_IN_FORCE' };
  return { lack: about.length > 0 ? 'UNCONFIRMED' : 'NONE' };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
