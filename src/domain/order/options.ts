import { z } from 'zod';
import { type CostComponent, costComponents, costsOfSeller } from '../incoterm-costs.ts';
import { type IncotermCode, incotermCodes } from '../incoterms.ts';
import type { QuoteVersion } from './order.ts';
import { type Terms, termsSchema, transportModes } from './terms.ts';

const minor = z.int().min(0).max(1_000_000_000_000);

/** How the price of each line comes about: minor units of the currency for the line's `price.per` pieces. */
const buildUpSchema = z
  .array(
    z.strictObject({
      line: z.int().min(1).max(999),
      components: z.partialRecord(z.enum(costComponents), minor),
    }),
  )
  .min(1)
  .max(100);
export type BuildUp = z.output<typeof buildUpSchema>;

/** The same goods under another rule; its prices are the sums of what they are built up of. */
const alternativeSchema = z.strictObject({
  incoterm: z.enum(incotermCodes),
  namedPlace: z.string().trim().min(2).max(120),
  transport: z.enum(transportModes).optional(),
  buildUp: buildUpSchema,
});
type Alternative = z.output<typeof alternativeSchema>;

/** What stands to choose in one version of a quote: whole terms under one rule, accepted by their own hash. */
export interface QuoteOption {
  terms: Terms;
  hash: string;
  buildUp?: BuildUp;
}

const offerFields = z.strictObject({
  terms: termsSchema,
  validUntil: z.iso.datetime({ offset: true }),
  buildUp: buildUpSchema.optional(),
  alternatives: z.array(alternativeSchema).min(1).max(5).optional(),
});

/**
 * An offer of either side: the whole terms, until when they bind the one who offers, and where wanted the same goods
 * under other Incoterms with the build-up of their prices (requirements.md S25).
 */
export const offerSchema = offerFields.superRefine((offer, context) => {
  const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (offer.buildUp !== undefined) {
    faultsOfBuildUp(offer.terms, offer.terms.incoterm, offer.buildUp, (path, message) =>
      fault(['buildUp', ...path], message),
    );
    for (const { line, price } of offer.terms.lines) {
      const sum = priceOf(offer.buildUp, line);
      if (sum !== price.minor) fault(['buildUp'], `line ${line}: the components add up to ${sum}, not ${price.minor}`);
    }
  }
  const rules = new Set<string>([`${offer.terms.incoterm} ${offer.terms.namedPlace}`]);
  for (const [index, alternative] of (offer.alternatives ?? []).entries()) {
    const at = ['alternatives', index];
    const rule = `${alternative.incoterm} ${alternative.namedPlace}`;
    if (rules.has(rule)) fault([...at, 'incoterm'], `${rule} is offered already`);
    rules.add(rule);
    const before = context.issues.length;
    faultsOfBuildUp(offer.terms, alternative.incoterm, alternative.buildUp, (path, message) =>
      fault([...at, 'buildUp', ...path], message),
    );
    if (context.issues.length > before) continue;
    const parsed = termsSchema.safeParse(alternativeTerms(offer.terms, alternative));
    for (const issue of parsed.error?.issues ?? []) fault([...at, ...(issue.path as string[])], issue.message);
  }
});
export type Offer = z.output<typeof offerFields>;

/** What is wrong with a build-up: a line without one, or a cost that the rule leaves to the buyer. */
function faultsOfBuildUp(
  { lines }: Pick<Terms, 'lines'>,
  rule: IncotermCode,
  buildUp: BuildUp,
  fault: (path: (string | number)[], message: string) => void,
): void {
  const numbers = buildUp.map(({ line }) => line).sort((a, b) => a - b);
  const wanted = lines.map(({ line }) => line).sort((a, b) => a - b);
  if (numbers.join() !== wanted.join()) fault([], `each line once: ${wanted.join(', ')}`);
  const included = costsOfSeller(rule);
  for (const [index, { components }] of buildUp.entries()) {
    const names = Object.keys(components) as CostComponent[];
    for (const name of names.filter((each) => !included.includes(each)))
      fault([index, 'components', name], `${rule} leaves ${name} to the buyer (Incoterms 2020): it is not in a price`);
    if (!names.includes('goods')) fault([index, 'components', 'goods'], 'the goods themselves are part of the price');
  }
}

const priceOf = (buildUp: BuildUp, line: number): number =>
  Object.values(buildUp.find((each) => each.line === line)?.components ?? {}).reduce((sum, each) => sum + each, 0);

/** The terms of an alternative: those of the version under another rule, each price the sum of its build-up. */
export const alternativeTerms = (terms: Terms, { incoterm, namedPlace, transport, buildUp }: Alternative): Terms => ({
  ...terms,
  incoterm,
  namedPlace,
  transport: transport ?? terms.transport,
  lines: terms.lines.map((line) => ({ ...line, price: { ...line.price, minor: priceOf(buildUp, line.line) } })),
});

/** Everything a version leaves to choose from: its own terms first. */
export const optionsOf = ({ terms, hash, buildUp, alternatives = [] }: QuoteVersion): QuoteOption[] => [
  { terms, hash, ...(buildUp === undefined ? {} : { buildUp }) },
  ...alternatives,
];

/** The option of that hash among all versions; undefined when there is none. */
export const optionBy = (versions: readonly QuoteVersion[], hash: string | null): QuoteOption | undefined =>
  versions.flatMap(optionsOf).find((option) => option.hash === hash);
