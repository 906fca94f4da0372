import { type Agreement, type Cooperation, isInForce } from './agreement.ts';
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

/**
 * Why a sale of a supplier would break the exclusive territory of another buyer, citing the agreement; null when it
 * would not. Says nothing of whose territory it is.
 */
export function territoryConflict(
  agreements: readonly Agreement[],
  sale: Sale,
  now: string,
): { rejection: AgreementRefusal } | null {
  for (const { id, buyer, state, content } of agreements) {
    if (content.kind !== 'COOPERATION' || buyer === sale.buyer || !isInForce({ state, content }, now)) continue;
    const country = content.countries.find((one) => sale.countries.includes(one));
    if (country === undefined || !sale.lines.some((line) => isAbout(content, line))) continue;
    return refuse(
      'exclusive-territory',
      `Agreement ${id} gives these goods in ${country} to another buyer alone, until ${content.validUntil}.`,
      { agreement: id, country, until: content.validUntil },
    );
  }
  return null;
}
