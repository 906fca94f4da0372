import { allocate } from '../money.ts';
import type { Profile } from '../order/profile.ts';
import { allowanceAmount, lineAmount } from '../order/line.ts';
import { type SettlementEvent, type Terms, totalOf } from '../order/terms.ts';
import { documentTypeIn } from '../words/document-types.ts';
import type { Paper } from '../words/paper.ts';
import { unitIn } from '../words/units.ts';
import type { Wording } from './wording.ts';
import { countOf, dateOf, figureOf, moneyOf, percentOf } from './written.ts';

type Section = Paper['sections'][number];

/** The table of goods with the amount of every line, and how they are packed. */
export function goodsSection(terms: Terms, words: Wording): Section {
  const { currency } = terms;
  const { locale } = words;
  const { line, sku, description, origin, quantity, price } = words.columns;
  const rows = terms.lines.map((one) => [
    String(one.line),
    one.sku,
    `${one.description} (${one.hsCode})${one.customised ? `, ${words.customised}` : ''}`,
    one.origin,
    `${countOf(locale, one.quantity)} ${unitIn(locale, one.unit)}`,
    `${figureOf(locale, one.price.minor, currency)} / ${countOf(locale, one.price.per)}`,
    figureOf(locale, lineAmount(one), currency),
  ]);
  return {
    heading: words.goods,
    paragraphs: [
      `${words.total}: ${moneyOf(locale, totalOf(terms), currency)}`,
      ...allowances(terms, words),
      ...terms.lines.flatMap(({ line, minimum }) =>
        minimum === undefined
          ? []
          : [words.minimum(line, countOf(locale, minimum.quantity), countOf(locale, minimum.multiple))],
      ),
    ],
    table: {
      columns: [
        ...[line, sku, description, origin].map((label) => ({ label })),
        ...[quantity, price, `${words.amount} (${currency})`].map((label) => ({ label, align: 'right' as const })),
      ],
      rows,
    },
  };
}

/** What joint marketing takes off the price of lines: the amounts in the table are those that are left. */
const allowances = ({ lines, currency }: Terms, words: Wording): string[] =>
  lines.flatMap((one) => {
    if (one.allowance === undefined) return [];
    const { shareBp, agreement } = one.allowance;
    const amount = moneyOf(words.locale, allowanceAmount(one), currency);
    return [words.allowance(one.line, percentOf(words.locale, shareBp), amount, agreement)];
  });

const packingSection = ({ lines }: Terms, words: Wording): Section => ({
  heading: words.packing,
  paragraphs: lines.map(({ line, packing }) => {
    const { unitsPerCarton, netGrams, grossGrams, lengthMm, widthMm, heightMm } = packing;
    return words.packed(line, unitsPerCarton, netGrams, grossGrams, `${lengthMm} × ${widthMm} × ${heightMm}`);
  }),
});

export const deliverySection = (terms: Terms, words: Wording): Section => ({
  heading: words.delivery,
  paragraphs: [
    words.delivered(
      terms.incoterm,
      terms.namedPlace,
      words.transports[terms.transport],
      dateOf(words.locale, terms.deliverBy),
    ),
    late(terms, words),
  ],
});

/** What makes lines the buyer's own; a contract without such goods has no such section. */
function customisationSections({ lines }: Terms, words: Wording): Section[] {
  const made = words.madeToOrder;
  const paragraphs = lines.flatMap(({ line, customisation: one }) => {
    if (one === undefined) return [];
    const { artwork, colours, packaging, logo, sampleFirst, samplePieces, sampleDays } = one;
    return [
      ...artwork.map(({ name, sha256 }) => made.artwork(line, name, sha256)),
      ...(colours.length === 0 ? [] : [made.colours(line, colours.join(', '))]),
      ...(packaging === '' ? [] : [made.packaging(line, packaging)]),
      ...(logo === undefined
        ? []
        : [made.logo(line, logo.placement, made.methods[logo.method], `${logo.widthMm} × ${logo.heightMm}`)]),
      ...(sampleFirst ? [made.sample(line, samplePieces, sampleDays)] : []),
    ];
  });
  return paragraphs.length === 0 ? [] : [{ heading: made.heading, paragraphs }];
}

/** What a late delivery costs, or that nothing is agreed about it. */
function late({ lateDelivery }: Terms, words: Wording): string {
  if (lateDelivery === undefined) return words.late.none;
  const { perDayBp, capBp, graceDays, measuredBy } = lateDelivery;
  const [perDay, cap] = [percentOf(words.locale, perDayBp), percentOf(words.locale, capBp)];
  return words.late.agreed(perDay, graceDays, cap, words.late.measured[measuredBy]);
}

/** The payment plan with what each payment comes to. */
export function paymentSection(terms: Terms, words: Wording): Section {
  const shares = terms.paymentPlan.map((one) => one.share);
  const amounts = allocate(totalOf(terms), shares);
  const plan = terms.paymentPlan.map((one, at) => {
    const amount = moneyOf(words.locale, amounts[at] ?? 0, terms.currency);
    return `${words.instalment(at + 1, percentOf(words.locale, one.share), amount)} ${words.due[one.due]}`;
  });
  const papers = terms.requiredDocuments?.map((type) => `${type} ${documentTypeIn(words.locale, type)}`).join(', ');
  const wanted = papers === undefined ? [] : [words.documents(papers)];
  const method = words.paidBy[terms.paymentMethod ?? 'TRANSFER'];
  return { heading: words.payment, paragraphs: [...plan, method, words.exact, ...wanted] };
}

const milestonesOf = ({ settlement }: Terms): { at: SettlementEvent; share: number }[] =>
  settlement.trigger === 'MILESTONES' ? settlement.milestones : [{ at: settlement.trigger, share: 10_000 }];

const releaseSection = (terms: Terms, profile: Profile, words: Wording): Section => ({
  heading: words.release,
  paragraphs: [
    ...milestonesOf(terms).map((one) => words.releasedAt(percentOf(words.locale, one.share), words.events[one.at])),
    ...(profile.releaseAfterCustoms ? [words.afterCustoms] : []),
  ],
});

function inspected({ inspection }: Terms, words: Wording): string {
  const share = (basisPoints: number) => percentOf(words.locale, basisPoints);
  switch (inspection.mode) {
    case 'NONE':
      return words.uninspected;
    case 'PERCENT':
      return words.percent(inspection, share(inspection.majorDefectsBp), share(inspection.minorDefectsBp));
    case 'AQL':
      return words.aql(inspection);
  }
}

const qualitySection = (terms: Terms, words: Wording): Section => {
  const { quantityBp, weightBp, volumeBp } = terms.tolerances;
  const [quantity, weight, volume] = [quantityBp, weightBp, volumeBp].map((one) => percentOf(words.locale, one));
  const tolerances = words.tolerances(quantity ?? '', weight ?? '', volume ?? '');
  return { heading: words.quality, paragraphs: [inspected(terms, words), tolerances] };
};

/** A consumer's right of withdrawal takes the place of a claim period. */
function sentBack({ claimDays, withdrawal }: Terms, words: Wording): string[] {
  if (withdrawal === undefined) return [words.claimDays(claimDays)];
  const { days, sendBackDays, refundDays, returnCost, exempt } = withdrawal;
  const right = [words.withdrawal(days, sendBackDays, refundDays), words.returnCost[returnCost]];
  return [
    ...(days === 0 ? [] : right),
    ...exempt.map(({ line, ground }) => words.exempt(line, words.exemptions[ground])),
  ];
}

const claimsSection = (terms: Terms, words: Wording): Section => ({
  heading: words.claims,
  paragraphs: [
    words.inspectionDays(terms.inspectionDays),
    ...(terms.receiptChecks ?? []).map(({ text, line, tolerance, photograph = false }) =>
      words.checked(text, line, tolerance, photograph),
    ),
    ...sentBack(terms, words),
    words.warrantyDays(terms.warrantyDays),
  ],
});

/**
 * The clauses of a contract in words, made from the very terms the engine runs (requirements.md S28), numbered in the
 * order of the trade.
 */
export function clausesOf(terms: Terms, profile: Profile, words: Wording): Section[] {
  const sections = [
    goodsSection(terms, words),
    packingSection(terms, words),
    ...customisationSections(terms, words),
    deliverySection(terms, words),
    paymentSection(terms, words),
    releaseSection(terms, profile, words),
    qualitySection(terms, words),
    claimsSection(terms, words),
    { heading: words.services, paragraphs: [words.consent] },
  ];
  return sections.map((section, at) => ({ ...section, heading: `${at + 1}. ${section.heading}` }));
}
