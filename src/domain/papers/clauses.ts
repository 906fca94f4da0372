import { documentTypes } from '../document-types.ts';
import { allocate, formatAmount } from '../money.ts';
import type { Profile } from '../order/profile.ts';
import { lineAmount, type SettlementEvent, type Terms, totalOf } from '../order/terms.ts';
import type { Paper } from '../words/paper.ts';
import type { Wording } from './wording.ts';

type Section = Paper['sections'][number];

/** A share in basis points as people write it, without needless noughts: 2.5 %. */
const percent = (basisPoints: number): string => `${Number((basisPoints / 100).toFixed(2))} %`;
const money = (minor: number, currency: string): string => `${formatAmount(minor, currency)} ${currency}`;

/** The table of goods with the amount of every line, and how they are packed. */
export function goodsSection(terms: Terms, words: Wording): Section {
  const { currency } = terms;
  const { line, sku, description, origin, quantity, price } = words.columns;
  const rows = terms.lines.map((one) => [
    String(one.line),
    one.sku,
    `${one.description} (${one.hsCode})${one.customised ? `, ${words.customised}` : ''}`,
    one.origin,
    `${one.quantity} ${one.unit}`,
    `${formatAmount(one.price.minor, currency)} / ${one.price.per}`,
    formatAmount(lineAmount(one), currency),
  ]);
  return {
    heading: words.goods,
    paragraphs: [`${words.total}: ${money(totalOf(terms), currency)}`],
    table: {
      columns: [
        ...[line, sku, description, origin].map((label) => ({ label })),
        ...[quantity, price, `${words.amount} (${currency})`].map((label) => ({ label, align: 'right' as const })),
      ],
      rows,
    },
  };
}

const packingSection = ({ lines }: Terms, words: Wording): Section => ({
  heading: words.packing,
  paragraphs: lines.map(({ line, packing }) => {
    const { unitsPerCarton, netGrams, grossGrams, lengthMm, widthMm, heightMm } = packing;
    return words.packed(line, unitsPerCarton, netGrams, grossGrams, `${lengthMm} × ${widthMm} × ${heightMm}`);
  }),
});

export const deliverySection = (terms: Terms, words: Wording): Section => ({
  heading: words.delivery,
  paragraphs: [words.delivered(terms.incoterm, terms.namedPlace, words.transports[terms.transport], terms.deliverBy)],
});

/** The payment plan with what each payment comes to. */
export function paymentSection(terms: Terms, words: Wording): Section {
  const shares = terms.paymentPlan.map((one) => one.share);
  const amounts = allocate(totalOf(terms), shares);
  const plan = terms.paymentPlan.map((one, at) => {
    const amount = money(amounts[at] ?? 0, terms.currency);
    return `${words.instalment(at + 1, percent(one.share), amount)} ${words.due[one.due]}`;
  });
  const papers = terms.requiredDocuments?.map((type) => `${type} ${documentTypes[type]}`).join(', ');
  const wanted = papers === undefined ? [] : [words.documents(papers)];
  return { heading: words.payment, paragraphs: [...plan, words.exact, ...wanted] };
}

const milestonesOf = ({ settlement }: Terms): { at: SettlementEvent; share: number }[] =>
  settlement.trigger === 'MILESTONES' ? settlement.milestones : [{ at: settlement.trigger, share: 10_000 }];

const releaseSection = (terms: Terms, profile: Profile, words: Wording): Section => ({
  heading: words.release,
  paragraphs: [
    ...milestonesOf(terms).map((one) => words.releasedAt(percent(one.share), words.events[one.at])),
    ...(profile.releaseAfterCustoms ? [words.afterCustoms] : []),
  ],
});

function inspected({ inspection }: Terms, words: Wording): string {
  switch (inspection.mode) {
    case 'NONE':
      return words.uninspected;
    case 'PERCENT':
      return words.percent(inspection, percent(inspection.majorDefectsBp), percent(inspection.minorDefectsBp));
    case 'AQL':
      return words.aql(inspection);
  }
}

const qualitySection = (terms: Terms, words: Wording): Section => {
  const { quantityBp, weightBp, volumeBp } = terms.tolerances;
  const tolerances = words.tolerances(percent(quantityBp), percent(weightBp), percent(volumeBp));
  return { heading: words.quality, paragraphs: [inspected(terms, words), tolerances] };
};

const claimsSection = ({ inspectionDays, claimDays, warrantyDays }: Terms, words: Wording): Section => ({
  heading: words.claims,
  paragraphs: [words.inspectionDays(inspectionDays), words.claimDays(claimDays), words.warrantyDays(warrantyDays)],
});

/**
 * The clauses of a contract in words, made from the very terms the engine runs (requirements.md S28), numbered in the
 * order of the trade.
 */
export function clausesOf(terms: Terms, profile: Profile, words: Wording): Section[] {
  const sections = [
    goodsSection(terms, words),
    packingSection(terms, words),
    deliverySection(terms, words),
    paymentSection(terms, words),
    releaseSection(terms, profile, words),
    qualitySection(terms, words),
    claimsSection(terms, words),
    { heading: words.services, paragraphs: [words.consent] },
  ];
  return sections.map((section, at) => ({ ...section, heading: `${at + 1}. ${section.heading}` }));
}
