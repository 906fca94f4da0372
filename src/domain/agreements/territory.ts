import { isAfter } from '../order/time.ts';
import { type Agreement, beginOf, type Cooperation, endOf, isInForce, type Marketing } from './agreement.ts';
import { type AgreementRefusal, refuse } from './refusal.ts';

/** Goods on their way into some countries; a line of a demand does not know its HS code yet. */
export interface Sale {
  buyer: string;
  countries: readonly string[];
  lines: readonly { sku?: string | undefined; hsCode?: string | undefined }[];
}

type Goods = Pick<Cooperation, 'hsPrefixes' | 'skus'>;
type Signable = Pick<Agreement, 'id' | 'buyer' | 'content' | 'endsAt'>;
type Scoped = Signable & { content: Cooperation | Marketing };

/** Whether goods are among those an agreement names: all are where it names none. */
export const isAbout = ({ hsPrefixes, skus }: Goods, line: Sale['lines'][number]): boolean =>
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
    (agreement) =>
      agreement.content.kind === 'COOPERATION' &&
      agreement.buyer !== buyer &&
      isInForce(agreement, now) &&
      lines.some((line) => isAbout(agreement.content as Cooperation, line)),
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

/** Whether two agreements are about the same goods, as far as they name them alike: both by HS code, or by SKU. */
const sharesGoods = (one: Goods, other: Goods): boolean =>
  [one, other].some(({ hsPrefixes, skus }) => hsPrefixes.length === 0 && skus.length === 0) ||
  one.skus.some((sku) => other.skus.includes(sku)) ||
  one.hsPrefixes.some((prefix) => other.hsPrefixes.some((each) => beginsWith(prefix, each)));

/** Whether one agreement leaves no room for the other where both are about the same goods, country and days. */
function rivals(one: Scoped, other: Scoped): boolean {
  if (one.content.kind === 'COOPERATION') return other.content.kind === 'COOPERATION' && other.buyer !== one.buyer;
  const allow = ({ content }: Scoped) => content.kind === 'MARKETING' && content.allowanceBp !== undefined;
  return allow(one) && allow(other) && other.buyer === one.buyer;
}

const isScoped = (agreement: Signable): agreement is Scoped => agreement.content.kind !== 'FRAME';

/**
 * Why an agreement cannot be signed: for some of its term its supplier has given some of its territory to another
 * buyer, and nobody could buy there any more, or grants this buyer an allowance on some of its goods already. Null when
 * it can, and for a frame.
 */
export function alreadyGiven(
  agreement: Signable,
  signed: readonly Agreement[],
  now: string,
): { rejection: AgreementRefusal } | null {
  if (!isScoped(agreement)) return null;
  const { content } = agreement;
  for (const other of signed) {
    if (!isScoped(other)) continue;
    const last = endOf(other);
    const apart = isAfter(now, last) || isAfter(beginOf(agreement), last) || isAfter(beginOf(other), endOf(agreement));
    if (apart || !rivals(agreement, other) || !sharesGoods(content, other.content)) continue;
    const country = content.countries.find((one) => other.content.countries.includes(one));
    if (country === undefined) continue;
    return content.kind === 'COOPERATION'
      ? taken(other.id, country, other.content.validUntil)
      : refuse('marketing-overlap', `Agreement ${other.id} grants an allowance on some of these goods in ${country}.`, {
          agreement: other.id,
          country,
        });
  }
  return null;
}
