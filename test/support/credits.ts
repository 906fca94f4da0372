import type { Credit, CreditPayment } from '../../src/domain/credit/credit.ts';
import { documentSchema, type PresentedDocument } from '../../src/domain/credit/documents.ts';
import { evolveCredit } from '../../src/domain/credit/evolve.ts';
import { creditFact, type HappenedCreditFact } from '../../src/domain/credit/facts.ts';
import { type CreditJudgement, creditRuleOf, judgeCredit, judgeCreditClocks } from '../../src/domain/credit/judge.ts';
import { type CreditTerms, draftSchema } from '../../src/domain/credit/terms.ts';
import type { Actor } from '../../src/domain/parties.ts';
import { people } from './people.ts';

/** The parties of the tests' credit: one bank issues it, another advises it and may confirm it. */
export const creditPeople = {
  applicant: people.buyer,
  beneficiary: people.supplier,
  bank: people.bank,
  advising: { user: 'u-second-bank', company: 'c-secondbank', roles: ['bank'] },
  outsider: people.outsider,
} as const satisfies Record<string, Actor>;
export type CreditWho = keyof typeof creditPeople;

export const applicantName = 'Harbour Trading Limited';
export const beneficiaryName = 'Shenzhen Brightworks Co., Ltd.';

/** 1,000 lamps at 12.50 USD and 199 shades at 8.05 USD, CIF: 14,101.95 USD. */
export const goods = [
  { line: 1, description: 'LED desk lamp, model A', quantity: 1000, unit: 'C62', price: { minor: 1250, per: 1 } },
  { line: 2, description: 'Lamp shade, linen', quantity: 199, unit: 'C62', price: { minor: 805, per: 1 } },
].map((each) => ({ ...each, hsCode: '940521', origin: 'CN' }));
export const amountMinor = 1_410_195;

/** A credit by sea against invoice, packing list, bill of lading and policy; expires on Good Friday 2026. */
export function creditTerms(changes: Partial<CreditTerms> = {}): CreditTerms {
  const draft = draftSchema.parse({
    issuingBank: creditPeople.bank.company,
    advisingBank: creditPeople.advising.company,
    loading: 'Shenzhen',
    discharge: 'Rotterdam',
    latestShipment: '2026-03-20',
    expiry: { date: '2026-04-03', place: 'Hong Kong' },
    documents: [{ type: '380' }, { type: '271' }, { type: '705', originals: 3 }, { type: '530' }],
  });
  return {
    ...draft,
    order: 'T-2601',
    contract: 'a'.repeat(64),
    amountMinor,
    currency: 'USD',
    goods,
    incoterm: 'CIF',
    namedPlace: 'Rotterdam',
    applicant: { company: creditPeople.applicant.company, name: applicantName, country: 'HK' },
    beneficiary: { company: creditPeople.beneficiary.company, name: beneficiaryName, country: 'CN' },
    ...changes,
  };
}

const doc = (given: object): PresentedDocument => documentSchema.parse(given);
const from = { name: beneficiaryName, country: 'CN' };

/** The four documents of the tests' credit as a careful beneficiary makes them; `changes` by document type. */
export function documentSet(changes: Record<string, object> = {}): PresentedDocument[] {
  const lines = goods.map(({ line, description, quantity, price }) => ({ line, description, quantity, price }));
  const counted = lines.map(({ line, quantity }) => ({ line, quantity, description: 'lamps and lamp shades' }));
  const set = {
    '380': {
      number: 'INV-7',
      issuer: from,
      issuedOn: '2026-03-12',
      applicant: { name: applicantName, country: 'HK' },
      amount: { currency: 'USD', minor: amountMinor },
      incoterm: 'CIF Rotterdam',
      lines,
    },
    '271': { number: 'PL-7', issuer: from, issuedOn: '2026-03-12', lines: counted, packages: 70, grossGrams: 630_000 },
    '705': {
      number: 'BL-7',
      issuer: { name: 'South China Sea Line' },
      issuedOn: '2026-03-13',
      originals: 3,
      packages: 70,
      carriage: {
        carrier: 'South China Sea Line',
        shippedOn: '2026-03-13',
        loading: 'Shenzhen, China',
        discharge: 'Rotterdam',
        issuedOriginals: 3,
      },
    },
    '530': {
      number: 'POL-7',
      issuer: { name: 'Lion Insurance' },
      issuedOn: '2026-03-12',
      insurance: { kind: 'POLICY', sum: { currency: 'USD', minor: 1_551_215 } },
    },
  };
  return Object.entries(set).map(([type, document]) => doc({ type, ...document, ...changes[type] }));
}

/** The order's one open request, over the whole credit. */
export const requests: CreditPayment[] = [
  { request: 'P1', reference: 'RF18539007547034', amountMinor, currency: 'USD' },
];

const by = (who: Actor, party: string) => ({ party, user: who.user, company: who.company });
export const drafted = (terms = creditTerms(), at = '2026-02-02T02:00:00.000Z'): Credit =>
  evolveCredit(null, {
    ...creditFact('CreditDrafted', { number: 'LC26000001', terms }),
    at,
    by: by(creditPeople.applicant, 'applicant'),
  } as HappenedCreditFact);

/** What a command is answered at `at`, the clocks that ran out before it first. */
export function answered(credit: Credit, who: CreditWho, name: string, input: unknown, at: string): CreditJudgement {
  const rule = creditRuleOf(name);
  const arriving = rule === null || rule.composed ? input : rule.input.parse(input);
  return judgeCredit(judgeCreditClocks(credit, at).credit, { name, input: arriving }, creditPeople[who], at);
}

/** The credit after an accepted command; a refusal fails the test with its reason. */
export function issued(credit: Credit, who: CreditWho, name: string, input: unknown, at: string): Credit {
  const judgement = answered(credit, who, name, input, at);
  if ('rejection' in judgement) throw new Error(`${name}: ${judgement.rejection.code}, ${judgement.rejection.detail}`);
  return judgement.credit;
}

export const elapsed = (credit: Credit, at: string): Credit => judgeCreditClocks(credit, at).credit;

/** Issued and advised on Monday 2 February 2026. */
export const advised = (terms = creditTerms()): Credit => {
  const bound = issued(drafted(terms), 'bank', 'issue', {}, '2026-02-02T03:00:00.000Z');
  return issued(bound, 'advising', 'advise', {}, '2026-02-02T04:00:00.000Z');
};

/** Wednesday 1 April 2026, 10:00 in Hong Kong, before the Easter holidays. */
export const beforeEaster = '2026-04-01T02:00:00.000Z';

export const presented = (credit: Credit, documents = documentSet(), at = beforeEaster): Credit =>
  issued(credit, 'beneficiary', 'present', { documents, requests }, at);
