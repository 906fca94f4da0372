import { describe, expect, it } from '@jest/globals';
import { approvalPolicy, companies, sourcingPlan } from '../../scripts/demo/company-files.ts';
import { bankParties, bytesOf, catalogue, catalogueOf, enquiry, negotiation } from '../../scripts/demo/files.ts';
import { offerOf, standingQuote, tenderOf } from '../../scripts/demo/tender.ts';
import { repriced } from '../../scripts/demo/terms.ts';
import { readList } from '../../src/api/screening/list-file.ts';
import { levelsFor, usersNamed } from '../../src/domain/approvals/policy.ts';
import { tradingKinds } from '../../src/domain/identity/roles.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { offerSchema } from '../../src/domain/order/options.ts';
import { isSealed } from '../../src/domain/order/sourced.ts';
import { totalOf } from '../../src/domain/order/terms.ts';
import { applicationSchema, faultsOfApplication } from '../../src/domain/qualification/application.ts';
import { prepareParties, resemblances } from '../../src/domain/screening/match.ts';
import { compare } from '../../src/domain/sourcing/comparison.ts';
import type { Sourcing } from '../../src/domain/sourcing/sourcing.ts';
import { agreedTerms } from '../support/examples.ts';

const [buyer, ...suppliers] = companies();
const { quotes } = sourcingPlan();
const offering = { supplier: standingQuote(), ...quotes };
const productsOf = (who: string) =>
  who === 'supplier' ? catalogue() : catalogueOf(suppliers.find((each) => each.as === who)?.catalogue ?? '');
/** As it stands at the deadline: the supplier has bettered its offer once. */
const offers = Object.entries(offering).map(([who, planned]) => {
  const { terms, validUntil } = offerOf(planned, productsOf(who));
  return { who, validUntil, terms: repriced(terms, who === 'supplier' ? negotiation()[0]!.prices : {}) };
});

describe('the companies that sign up', () => {
  it('are a buyer and two suppliers, with people whose addresses lead nowhere', () => {
    expect(buyer?.kinds).toEqual(['buyer']);
    expect(suppliers.map(({ kinds }) => kinds)).toEqual([['supplier'], ['supplier']]);
    const everyone = companies().flatMap(({ person, colleague }) => [person, ...(colleague ? [colleague] : [])]);
    for (const { email } of everyone) expect(email).toMatch(/\.example$/);
    expect(new Set(everyone.map(({ email }) => email)).size).toBe(everyone.length);
    expect(
      companies().flatMap(({ kinds }) => kinds.filter((kind) => !(tradingKinds as readonly string[]).includes(kind))),
    ).toEqual([]);
  });

  it('apply with numbers that are right by the rules of their countries', () => {
    for (const { application, country } of companies()) {
      const parsed = applicationSchema.safeParse(application);
      expect(parsed.error?.issues).toBeUndefined();
      expect(faultsOfApplication(parsed.data!, country)).toEqual([]);
    }
  });

  it('file documents that are PDF, each its own', () => {
    const files = companies().flatMap(({ documents }) => Object.values(documents));
    expect(new Set(files).size).toBe(6);
    for (const name of files) {
      const bytes = Buffer.from(bytesOf(`qualification/${name}`));
      expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      expect(bytes.subarray(-6).toString('latin1')).toContain('%%EOF');
    }
  });

  it('resemble nobody on the list of denied parties', () => {
    const { parties, faults } = readList(Buffer.from(bytesOf('screening/denied-parties.csv')), 'text/csv');
    expect(faults).toEqual([]);
    expect(parties.length).toBeGreaterThan(0);
    const prepared = prepareParties(parties);
    for (const { company: name, country } of companies())
      expect(resemblances({ name: `${name} 3FBFA2`, country }, prepared)).toEqual([]);
  });

  it('pay from an account in the name of the buyer', () => {
    expect(buyer?.company.startsWith(bankParties().buyer.name)).toBe(true);
  });
});

describe('the sourcing', () => {
  const deadline = new Date(Date.now() + 60_000).toISOString();
  const content = tenderOf(Object.keys(offering), (who) => who, deadline);

  it('asks three suppliers, under seal', () => {
    expect(content.suppliers).toEqual(['supplier', 'supplier-lumen', 'supplier-delta']);
    expect(content).toMatchObject({ sealed: true, split: 'WHOLE', demand: { items: enquiry().demand.items } });
  });

  it('is answered by offers the engine takes, of products each supplier has, from its smallest order on', () => {
    for (const { who, ...offer } of offers) {
      expect(offerSchema.safeParse(offer).error?.issues).toBeUndefined();
      for (const { sku, quantity } of offer.terms.lines)
        expect(quantity).toBeGreaterThanOrEqual(productsOf(who).find((each) => each.sku === sku)!.moq);
    }
  });

  it('is won by the supplier whose lamps cost least delivered, though another asks less at its works', () => {
    const answers = offers.map(({ who, terms, validUntil }) => {
      const versions = [{ version: 1, by: 'supplier', at: deadline, validUntil, terms, hash: who, changes: [] }];
      const sourcing = { sealed: true, openedAt: deadline, deadline, split: 'WHOLE', number: 'S1' };
      const state = { stage: 'quote', versions, sourcing } as unknown as Order;
      expect(isSealed(state)).toBe(false);
      return { supplier: who, order: who, state };
    });
    const sourcing = { number: 'S1', content, deadline } as Sourcing;
    const statement = { content: content.statement!, version: 1 };
    const { options } = compare(sourcing, answers, statement, { past: [], own: {}, now: deadline });
    expect(options.flatMap(({ missing }) => missing)).toEqual([]);
    const ranked = options.toSorted((left, right) => left.rank! - right.rank!).map(({ supplier }) => supplier);
    expect(ranked).toEqual(['supplier', 'supplier-lumen', 'supplier-delta']);
    const landed = options.map(({ landed: cost }) => (cost.comparable ? cost.totalMinor : 0));
    expect(Math.min(...landed)).toBe(landed[0]);
    expect(totalOf(offers[1]!.terms)).toBeLessThan(totalOf(offers[0]!.terms));
  });
});

describe('the rules of the buyer’s company', () => {
  it('have the colleague approve what the contract costs, alone and not by whoever asks', () => {
    const levels = levelsFor(approvalPolicy(), 'USD', totalOf(agreedTerms()));
    expect(levels).toMatchObject([{ ownRequest: false, approvers: { users: [buyer?.colleague?.as] } }]);
    expect(usersNamed(approvalPolicy()).map(({ user }) => user)).toEqual(['colleague']);
  });
});
