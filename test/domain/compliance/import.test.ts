import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readTable } from '../../../src/api/csv-table.ts';
import { readRules, ruleColumns } from '../../../src/domain/compliance/import.ts';

const read = (text: string) => {
  const table = readTable(Buffer.from(text), 'text/csv', { columns: ruleColumns, mostRows: 5 });
  return 'faults' in table ? table : readRules(table.rows);
};
const header = ruleColumns.join(',');
const file = (...rows: string[]) => [header, ...rows].join('\n');
const good = 'lamps,9405.42,CN,DE,811,dual-use,CONTRACT,Notice 12';

describe('a file of compliance rules', () => {
  it('gives its rules; codes may have points, and only licences a kind', () => {
    expect(read(file(good, 'origin,94,*,*,861,,CUSTOMS,Notice 13'))).toEqual({
      rules: [
        {
          id: 'lamps',
          hs: '940542',
          origin: 'CN',
          destination: 'DE',
          document: '811',
          kind: 'dual-use',
          gate: 'CONTRACT',
          source: 'Notice 12',
        },
        {
          id: 'origin',
          hs: '94',
          origin: '*',
          destination: '*',
          document: '861',
          gate: 'CUSTOMS',
          source: 'Notice 13',
        },
      ],
    });
  });

  it.each([
    ['a code there is not', 'x,9999,CN,DE,811,,CONTRACT,Notice', 2, 'hs'],
    ['a country there is not', 'x,9405,XX,DE,811,,CONTRACT,Notice', 2, 'origin'],
    ['an unknown paper', 'x,9405,CN,DE,999,,CONTRACT,Notice', 2, 'document'],
    ['a kind of what is no licence', 'x,9405,CN,DE,861,food,CUSTOMS,Notice', 2, 'kind'],
    ['another gate', 'x,9405,CN,DE,811,,LATER,Notice', 2, 'gate'],
    ['no source', 'x,9405,CN,DE,811,,CONTRACT,', 2, 'source'],
  ])('with %s is taken not at all, and says where', (_what, row, line, field) => {
    expect(read(file(row, good))).toMatchObject({ faults: [{ row: line, field, rule: expect.any(String) }] });
  });

  it('tells every fault, first row first', () => {
    const found = read(file(good, good, 'y,1,CN,DE,811,,CONTRACT,Notice'));
    expect(found).toMatchObject({
      faults: [
        { row: 3, field: 'id' },
        { row: 4, field: 'hs' },
      ],
    });
    expect(read(`id,hs\nx,94`)).toMatchObject({
      faults: expect.arrayContaining([{ row: 1, field: 'gate', rule: expect.any(String) }]),
    });
  });

  it('is shipped as an example that can be imported', () => {
    expect(read(readFileSync('examples/compliance/export-2026.csv', 'utf8'))).toMatchObject({
      rules: expect.arrayContaining([expect.objectContaining({ id: 'lamps-lithium', kind: 'dual-use' })]),
    });
  });
});
