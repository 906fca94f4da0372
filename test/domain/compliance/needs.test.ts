import { describe, expect, it } from '@jest/globals';
import { drawnBy, type Licence, licenceFor } from '../../../src/domain/compliance/licence.ts';
import { type ComplianceRule, neededFor, ruleTableSchema } from '../../../src/domain/compliance/rules.ts';
import { termsOf } from '../../support/http-trade.ts';

const [line] = termsOf('2026-03-01T00:00:00.000Z').lines as [ReturnType<typeof termsOf>['lines'][0]];
const rule = (id: string, changes: Partial<ComplianceRule> = {}): ComplianceRule => ({
  id,
  hs: '94',
  origin: '*',
  destination: '*',
  document: '811',
  gate: 'CONTRACT',
  source: 'Notice 1',
  ...changes,
});
const table = (...rules: ComplianceRule[]) => ({ edition: 'HS2022' as const, rules });
const inForce = (...rules: ComplianceRule[]) => [{ name: 'law', edition: '2026-01', table: table(...rules) }];
const needs = (...rules: ComplianceRule[]) =>
  neededFor(inForce(...rules), [line], 'HK', 'CUSTOMS').map((need) => `${need.document} ${need.rule}`);

describe('what goods need', () => {
  it.each([
    ['the heading', rule('a', { hs: '9405' }), ['811 a']],
    ['another heading', rule('a', { hs: '9406' }), []],
    ['the origin', rule('a', { origin: 'CN' }), ['811 a']],
    ['another origin', rule('a', { origin: 'VN' }), []],
    ['the destination', rule('a', { destination: 'HK' }), ['811 a']],
    ['another destination', rule('a', { destination: 'DE' }), []],
  ])('is decided by %s', (_, one, found) => {
    expect(needs(one)).toEqual(found);
  });

  it('is each paper once, by the rule with the longest prefix', () => {
    expect(needs(rule('wide'), rule('narrow', { hs: '940542' }), rule('origin', { document: '861' }))).toEqual([
      '811 narrow',
      '861 origin',
    ]);
  });

  it('is a licence of each kind that some rule wants, from whichever table it stands in', () => {
    const dual = rule('dual', { kind: 'dual-use' });
    const [own, other] = [
      inForce(rule('wide'), dual)[0]!,
      { ...inForce(rule('narrow', { hs: '9405' }))[0]!, name: 'eu' },
    ];
    const found = neededFor([own, other], [line], 'HK', 'CONTRACT');
    expect(found.map(({ kind, rule: id, table: name, edition }) => [kind, id, name, edition])).toEqual([
      ['general', 'narrow', 'eu', '2026-01'],
      ['dual-use', 'dual', 'law', '2026-01'],
    ]);
    expect(ruleTableSchema.safeParse(table(rule('a', { document: '861', kind: 'food' }))).success).toBe(false);
  });

  it('of rules for customs is not asked at the contract, the other way round it is', () => {
    const rules = inForce(rule('now'), rule('later', { document: '861', gate: 'CUSTOMS' }));
    const at = (gate: 'CONTRACT' | 'CUSTOMS') => neededFor(rules, [line], 'HK', gate).map((need) => need.rule);
    expect([at('CONTRACT'), at('CUSTOMS')]).toEqual([['now'], ['now', 'later']]);
  });

  it('stands in tables that name each rule once', () => {
    expect(ruleTableSchema.safeParse(table(rule('a'), rule('a'))).success).toBe(false);
  });
});

describe('the licence a line is drawn from', () => {
  const licence = (id: string, changes: Partial<Licence> = {}): Licence => ({
    id,
    holder: 'c-brightworks',
    state: 'CONFIRMED',
    left: 1000,
    type: '811',
    kind: 'general',
    number: id,
    issuer: 'MOFCOM',
    hs: '9405',
    origin: 'CN',
    destination: '*',
    unit: 'C62',
    quantity: 1000,
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    sha256: 'a'.repeat(64),
    ...changes,
  });
  const [need] = neededFor(inForce(rule('a')), [line], 'HK', 'CUSTOMS');
  const from = (...licences: Licence[]) => {
    const found = licenceFor(need!, line, licences, '2026-06-01');
    return 'lack' in found ? found.lack : `${found.licence.id} ${found.quantity}`;
  };

  it('is the one that ends first among those in force with enough left', () => {
    expect(from(licence('b'), licence('a', { validUntil: '2026-06-01' }), licence('c', { left: 999 }))).toBe('a 1000');
  });

  it.each([
    ['NONE', { hs: '9406' }],
    ['NONE', { type: '911' as const }],
    ['NONE', { destination: 'DE' }],
    ['NONE', { unit: 'MTR' }],
    ['NONE', { kind: 'dual-use' }],
    ['NONE', { state: 'REVOKED' as const }],
    ['UNCONFIRMED', { state: 'REGISTERED' as const }],
    ['NOT_IN_FORCE', { validUntil: '2026-05-31' }],
    ['NOT_IN_FORCE', { validFrom: '2026-06-02' }],
    ['EXHAUSTED', { left: 999 }],
  ])('is missing with a reason: %s for %j', (lack, changes) => {
    expect(from(licence('a', changes))).toBe(lack);
  });

  it('is counted in pieces, or in net kilograms rounded up', () => {
    const one = { ...line, quantity: 1 };
    expect([drawnBy(line, 'C62'), drawnBy(line, 'KGM'), drawnBy(one, 'KGM')]).toEqual([1000, 90, 1]);
    expect(drawnBy({ ...line, packing: { ...line.packing, netGrams: 0 } }, 'KGM')).toBeNull();
  });
});
