import type { CreditDiscrepancy, PresentedDocument } from '../documents.ts';
import { transportArticles } from '../terms.ts';
import { type Examined, finding, holds } from './examined.ts';

/** The paragraphs of the article a transport document is examined under. */
interface Paragraphs {
  signed: string;
  shipped: string;
  places: string;
  originals: string;
  transhipment: string;
}

const paragraphs: Record<string, Paragraphs> = {
  '19': of('19', ['(a)(i)', '(a)(ii)', '(a)(iii)', '(a)(iv)', '(c)']),
  '20': of('20', ['(a)(i)', '(a)(ii)', '(a)(iii)', '(a)(iv)', '(c)']),
  '21': of('21', ['(a)(i)', '(a)(ii)', '(a)(iii)', '(a)(iv)', '(c)']),
  '23': of('23', ['(a)(i)', '(a)(iii)', '(a)(iv)', '(a)(v)', '(c)']),
  '24': of('24', ['(a)(i)', '(a)(ii)', '(a)(iii)', '(b)', '(d)']),
  '25': of('25', ['(a)(i)', '(a)(ii)', '(a)(ii)', '(a)', '(a)']),
};

function of(article: string, [signed, shipped, places, originals, transhipment]: [string, ...string[]]): Paragraphs {
  const named = (paragraph: string | undefined) => `${article}${paragraph ?? ''}`;
  return {
    signed: named(signed),
    shipped: named(shipped),
    places: named(places),
    originals: named(originals),
    transhipment: named(transhipment),
  };
}

/** The date of shipment as the set's transport documents show it: the latest; null without one. */
export function shipmentDate(documents: readonly PresentedDocument[]): string | null {
  const dates = documents
    .filter(({ type }) => transportArticles[type] !== undefined)
    .flatMap(({ carriage, issuedOn }) => carriage?.shippedOn ?? issuedOn ?? []);
  return dates.sort().at(-1) ?? null;
}

/**
 * A transport document (articles 19 to 27): carrier named and signed, shipped in time between the places of the
 * credit, the full set of originals, transhipment only where it may be, clean, not on deck.
 */
export function transportFindings(document: PresentedDocument, examined: Examined): CreditDiscrepancy[] {
  const article = transportArticles[document.type];
  const paragraph = article === undefined ? undefined : paragraphs[article];
  if (article === undefined || paragraph === undefined) return [];
  const { terms } = examined;
  const { carriage, signed } = document;
  const found: CreditDiscrepancy[] = [];
  if (carriage?.carrier === undefined) {
    found.push(finding(document, paragraph.signed, 'carriage.carrier', 'the name of the carrier', undefined));
  }
  if (!signed) {
    found.push(
      finding(document, paragraph.signed, 'signed', 'signed by carrier, master or a named agent', 'not signed'),
    );
  }
  return [
    ...found,
    ...shippedFindings(document, paragraph, terms.latestShipment),
    ...placeFindings(document, paragraph, terms),
    ...setFindings(document, paragraph),
    ...transhipmentFindings(document, paragraph, terms.transhipment),
    ...conditionFindings(document, article),
  ];
}

/** Without a date of shipment of its own, the date of issue counts for all but bills that must be on board. */
function shippedFindings(document: PresentedDocument, { shipped }: Paragraphs, latest: string | undefined) {
  const onBoard = shipped.startsWith('20') || shipped.startsWith('21');
  const date = document.carriage?.shippedOn ?? (onBoard ? undefined : document.issuedOn);
  const field = 'carriage.shippedOn';
  if (date === undefined) {
    return [finding(document, shipped, field, onBoard ? 'a date shipped on board' : 'a date of shipment', undefined)];
  }
  return latest !== undefined && date > latest ? [finding(document, shipped, field, `at latest ${latest}`, date)] : [];
}

const placeFindings = (document: PresentedDocument, { places }: Paragraphs, terms: Examined['terms']) =>
  (['loading', 'discharge'] as const).flatMap((place) => {
    const expected = terms[place];
    const found = document.carriage?.[place];
    if (expected === undefined || (found !== undefined && holds(found, expected))) return [];
    return [finding(document, places, `carriage.${place}`, expected, found)];
  });

function setFindings(document: PresentedDocument, { originals }: Paragraphs): CreditDiscrepancy[] {
  const issued = document.carriage?.issuedOriginals ?? 1;
  return document.originals >= issued
    ? []
    : [finding(document, originals, 'originals', `the full set of ${issued}`, `${document.originals}`)];
}

/**
 * A bill or waybill by sea that shows transhipment in a container, and any document by air, road or rail, is taken
 * although the credit forbids transhipment (20(c)(ii), 21(c)(ii), 23(c)(ii), 24(e)(ii), 19(c)(ii)).
 */
function transhipmentFindings(document: PresentedDocument, { transhipment }: Paragraphs, allowed: boolean) {
  const { carriage } = document;
  const bySea = transhipment.startsWith('20') || transhipment.startsWith('21');
  if (allowed || carriage?.transhipped !== true || !bySea || carriage.container !== undefined) return [];
  return [
    finding(document, transhipment, 'carriage.transhipped', 'no transhipment', 'transhipped, not in a container'),
  ];
}

function conditionFindings(document: PresentedDocument, article: string): CreditDiscrepancy[] {
  const { carriage } = document;
  const found: CreditDiscrepancy[] = (carriage?.defects ?? []).map((clause) =>
    finding(document, '27', 'carriage.defects', 'a clean transport document', clause),
  );
  if (carriage?.onDeck === true) {
    found.push(finding(document, '26(a)', 'carriage.onDeck', 'not loaded on deck', 'loaded on deck'));
  }
  if (carriage?.charterParty === true) {
    const charter = article === '20' || article === '21' ? `${article}(a)(vi)` : `${article}(a)(v)`;
    const expected = 'not subject to a charter party';
    found.push(finding(document, charter, 'carriage.charterParty', expected, 'subject to a charter party'));
  }
  return found;
}
