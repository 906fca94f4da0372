import { type Agreement, type Cooperation, isInForce } from './agreement.ts';
import { endOfDay, isAfter } from '../order/time.ts';
import { type AgreementRefusal, refuse } from './refusal.ts';

/** Goods on their way into some countries; a line of a demand does not know its HS code yet. */
export interface Sale {
  buyer: string;
  countries: readonly string[];
  lines: readonly { sku?: string | undefined; hsCode?: string | undefined }[];
}

const isAbout = ({ hsPrefixes, skus }: Cooperation, line: Sale['lines'][number]): boolean =>
  (hsPrefixes.length === 0 && skus.length === 0) ||
  (line.sku !== undefined && skus.includes(line.sku)) ||
  (line.hsCode !== undefined && hsPrefixes.some((prefix) => line.hsCode?.startsWith(prefix)));

/** The cooperations in force of other buyers that these goods fall under, wherever they go. */
export const claimedByOthers = (
  agreements: readonly Agreement[],
  { buyer, lines }: Pick<Sale, 'buyer' | 'lines'>,
  now: string,
): Agreement[] =>
  agreements.filter(
    ({ buyer: holder, state, content }) =>
      content.kind === 'COOPERATION' &&
      holder !== buyer &&
      isInForce({ state, content }, now) &&
      lines.some((line) => isAbout(content, line)),
  );

/**
 * Why a sale of a supplier would break the exclusive territory of another buyer, citing the agreement; null when it
 * would not. Says nothing of whose territory it is.
 */
export function territoryConflict(
  agreements: readonly Agreement[],
  sale: Sale,
  now: string,
): { rejection: AgreementRefusal } | null {
  for (const { id, content } of claimedByOthers(agreements, sale, now)) {
    const { countries, validUntil } = content as Cooperation;
    const country = countries.find((one) => sale.countries.includes(one));
    if (country !== undefined) return taken(id, country, validUntil);
  }
  return null;
}

function taken(agreement: string, country: string, until: string) {
  const detail = `Agreement ${agreement} gives these goods in ${country} to another buyer alone, until ${until}.`;
  return refuse('exclusive-territory', detail, { agreement, country, until });
}

const beginsWith = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** Whether two cooperations are about the same goods, as far as they name them alike: both by HS code, or by SKU. */
const sharesGoods = (one: Cooperation, other: Cooperation): boolean =>
  [one, other].some(({ hsPrefixes, skus }) => hsPrefixes.length === 0 && skus.length === 0) ||
  one.skus.some((sku) => other.skus.includes(sku)) ||
  one.hsPrefixes.some((prefix) => other.hsPrefixes.some((each) => beginsWith(prefix, each)));

/**
 * Why a cooperation cannot be signed: its supplier has given some of its territory to another buyer for some of its
 * term, and nobody could buy there any more. Null when it can, and for a frame.
 */
export function alreadyGiven(
  { buyer, content }: Pick<Agreement, 'buyer' | 'content'>,
  signed: readonly Agreement[],
  now: string,
): { rejection: AgreementRefusal } | null {
  if (content.kind !== 'COOPERATION') return null;
  for (const { id, buyer: holder, content: other } of signed) {
    if (other.kind !== 'COOPERATION' || holder === buyer || !sharesGoods(content, other)) continue;
    if (isAfter(now, endOfDay(other.validUntil)) || other.validUntil < content.validFrom) continue;
    if (content.validUntil < other.validFrom) continue;
    const country = content.countries.find((one) => other.countries.includes(one));
    if (country !== undefined) return taken(id, country, other.validUntil);
  }
  return null;
}
