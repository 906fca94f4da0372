import { faultOfLei, faultOfUscc } from './company.ts';
import { faultOfContainer } from './container.ts';
import { faultOfCreditorReference } from './creditor-reference.ts';
import { faultOfGtin, faultOfSscc } from './gs1.ts';
import { faultOfHs } from './hs.ts';
import { faultOfIban } from './iban.ts';
import { faultOfLocode } from './locode.ts';
import { faultOfImo } from './ship.ts';

export { makeRf } from './creditor-reference.ts';
export { makeSscc } from './gs1.ts';

const faultOf = {
  container: faultOfContainer,
  sscc: faultOfSscc,
  gtin: faultOfGtin,
  rf: faultOfCreditorReference,
  iban: faultOfIban,
  lei: faultOfLei,
  uscc: faultOfUscc,
  hs: faultOfHs,
  locode: faultOfLocode,
  imo: faultOfImo,
} as const satisfies Record<string, (value: string) => string | null>;

export type IdentifierKind = keyof typeof faultOf;

export const identifierKinds = Object.keys(faultOf) as [IdentifierKind, ...IdentifierKind[]];

export type IdentifierCheck = { valid: boolean; reason: string | null };

/**
 * An identifier as systems exchange it: the spaces of its printed form taken out. Letters stay as written; only
 * capitals are valid.
 */
export const compact = (value: string): string => value.replaceAll(' ', '');

/**
 * Whether an identifier is well formed: length, characters and check digit by its standard, spaces of the printed form
 * allowed. `reason` is one sentence naming the rule that is broken, or null. Whether the identifier was ever issued
 * cannot be told from it.
 */
export function checkIdentifier(kind: IdentifierKind, value: string): IdentifierCheck {
  const reason = faultOf[kind](compact(value));
  return { valid: reason === null, reason };
}
