import { describe, expect, it } from '@jest/globals';
import { simplified } from '../../../src/domain/chinese.ts';
import { listColumns, readParties } from '../../../src/domain/screening/list.ts';
import { faultsOfColumns } from '../../../src/domain/table-file.ts';
import { type DeniedParty, prepareParties, resemblances, similarity } from '../../../src/domain/screening/match.ts';
import { partsOf } from '../../../src/domain/screening/names.ts';
import { decideHit, outcomeOf } from '../../../src/domain/screening/outcome.ts';

const party = (name: string, more: Partial<DeniedParty> = {}): DeniedParty => ({
  id: 'P1',
  name,
  aliases: [],
  country: null,
  programme: 'TEST',
  ...more,
});
const scoreOf = (company: string, listed: DeniedParty, country = 'HK'): number =>
  resemblances({ name: company, country }, prepareParties([listed]), 0)[0]?.score ?? 0;

describe('the name of a company', () => {
  it('is compared without marks, case, order, points and legal forms', () => {
    expect(partsOf('Société Générale d’Électricité S.A.').words).toEqual(['delectricite', 'generale', 'societe']);
    expect(partsOf('A.B.C. Trading Co., Ltd.').words).toEqual(['abc', 'trading']);
    expect(partsOf('Łódź Straße GmbH').words).toEqual(['lodz', 'strasse']);
    expect(partsOf('ＡＢＣ　Ltd').words).toEqual(['abc']);
    expect(partsOf('The Company Limited').words).toEqual(['company', 'limited', 'the']);
  });

  it('in Chinese is compared in simplified characters without its legal form', () => {
    expect(partsOf('深圳亮工貿易有限公司').chinese).toEqual(['深圳亮工贸易']);
    expect(partsOf('深圳亮工贸易股份有限公司').chinese).toEqual(['深圳亮工贸易']);
    expect(simplified('廣東龍門實業')).toBe('广东龙门实业');
  });
});

describe('screening', () => {
  it('finds the same name whatever its order, marks and spelling of the form', () => {
    expect(scoreOf('Orient Nordwind Shipping Limited', party('NORDWIND ORIENT SHIPPING LLC'))).toBe(100);
    expect(scoreOf('Müller & Söhne GmbH', party('Muller and Sohne'))).toBe(100);
    expect(scoreOf('Nord Wind Shipping', party('Nordwind Shipping'))).toBeGreaterThanOrEqual(85);
  });

  it('finds misspelled names and aliases, and says why', () => {
    const listed = party('Mashhad Petro Trading', { aliases: ['Kestrel Maritime Holding'], country: 'IR' });
    const [hit] = resemblances({ name: 'Kestrell Maritime Holding Ltd', country: 'IR' }, prepareParties([listed]));
    expect(hit).toMatchObject({ party: { id: 'P1' } });
    expect(hit?.score).toBeGreaterThanOrEqual(95);
    expect(hit?.why).toMatch(/alike "Kestrel Maritime Holding" \(an alias\); the country agrees/);
  });

  it('finds Chinese names in either script, in full only', () => {
    const listed = party('Liang Gong Trading', { aliases: ['深圳亮工贸易有限公司'], country: 'CN' });
    expect(scoreOf('Bright Works 深圳亮工貿易有限公司', listed)).toBeGreaterThanOrEqual(85);
    expect(scoreOf('Bright Works 深圳光明貿易有限公司', listed)).toBeLessThan(85);
  });

  it('leaves alone what only shares common words', () => {
    expect(scoreOf('Harbour Trading Limited', party('Harvest Trading Limited'))).toBeLessThan(85);
    expect(scoreOf('Harbour Trading Limited', party('Nordwind Trading Limited'))).toBeLessThan(85);
    expect(scoreOf('Lantau Imports Limited', party('Lantau Marine Exports Limited'))).toBeLessThan(85);
  });

  it('lowers the score for another country, but never lets the very same name pass', () => {
    const listed = party('Kestrel Maritime', { country: 'IR' });
    expect(scoreOf('Kestrell Maritime', listed, 'IR')).toBeGreaterThan(scoreOf('Kestrell Maritime', listed, 'HK'));
    expect(resemblances({ name: 'Kestrel Maritime', country: 'HK' }, prepareParties([listed]))).toHaveLength(1);
  });

  it('compares words as Jaro and Winkler do', () => {
    expect(similarity('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(similarity('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4);
    expect(similarity('dwayne', 'duane')).toBeCloseTo(0.84, 4);
    expect(similarity('abc', 'xyz')).toBe(0);
  });
});

describe('a list file', () => {
  const row = (at: number, cells: object) => ({
    row: at,
    cells: { id: `P${at}`, name: 'A Name', aliases: '', country: '', programme: 'X', ...cells },
  });

  it('has all its columns once and no others', () => {
    const faultsOf = (...header: string[]) => faultsOfColumns(header, listColumns);
    expect(faultsOf('id', 'name', 'aliases', 'country', 'programme')).toEqual([]);
    expect(faultsOf('id', 'id', 'name', 'aliases', 'country', 'colour').map(({ field }) => field)).toEqual([
      'programme',
      'id',
      'colour',
    ]);
  });

  it('is read with aliases divided, or not at all, naming every fault by row', () => {
    const read = readParties([row(2, { aliases: 'One | Two;Three', country: 'IR' })]);
    expect(read.parties).toEqual([
      { id: 'P2', name: 'A Name', aliases: ['One', 'Two', 'Three'], country: 'IR', programme: 'X' },
    ]);
    const faulty = readParties([
      row(2, {}),
      row(3, { id: 'P2' }),
      row(4, { name: '', country: 'iran' }),
      row(5, { name: '--' }),
    ]);
    expect(faulty.parties).toEqual([]);
    expect(faulty.faults.map(({ row: at, field }) => `${at} ${field}`)).toEqual([
      '3 id',
      '4 name',
      '4 country',
      '5 name',
    ]);
  });
});

describe('a hit', () => {
  it('is decided by two people who say the same', () => {
    const fresh = { verdict: null, proposed: null, proposedBy: null };
    expect(decideHit(fresh, 'cleared', 'a')).toEqual({ step: 'proposed' });
    const proposed = { verdict: null, proposed: 'cleared', proposedBy: 'a' } as const;
    expect(decideHit(proposed, 'cleared', 'a')).toMatchObject({ rejection: { code: 'same-person' } });
    expect(decideHit(proposed, 'confirmed', 'b')).toEqual({ step: 'proposed' });
    expect(decideHit(proposed, 'cleared', 'b')).toEqual({ step: 'decided' });
    expect(decideHit({ verdict: 'cleared', proposed: null, proposedBy: 'a' }, 'cleared', 'b')).toMatchObject({
      rejection: { code: 'same-verdict' },
    });
  });

  it('that is confirmed denies the company, one that waits holds it', () => {
    expect(outcomeOf([])).toBe('clear');
    expect(outcomeOf(['cleared', null])).toBe('pending');
    expect(outcomeOf(['cleared', null, 'confirmed'])).toBe('denied');
  });
});
