import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readList } from '../../../src/api/screening/list-file.ts';
import { prepareParties, resemblances } from '../../../src/domain/screening/match.ts';

const read = (text: string | Buffer) => readList(Buffer.from(text), 'text/csv');
const header = 'id,name,aliases,country,programme';

describe('the example list of denied parties', () => {
  const { parties, faults } = readList(readFileSync('examples/screening/denied-parties.csv'), 'text/csv');

  it('is read whole', () => {
    expect(faults).toEqual([]);
    expect(parties).toHaveLength(4);
  });

  it('finds its parties under other spellings, and none of the sandbox', () => {
    const prepared = prepareParties(parties);
    const ids = (name: string, country: string) =>
      resemblances({ name, country }, prepared).map(({ party }) => party.id);
    expect(ids('Nordwind Orient Shipping Limited', 'HK')).toEqual(['EX-1001']);
    expect(ids('Golden Heron Trading 金鹭机械进出口有限公司', 'HK')).toEqual(['EX-1003']);
    expect(ids('Baltazar Sonner Metals Ltd', 'DK')).toEqual(['EX-1004']);
    expect(ids('Harbour Trading Limited 海港貿易有限公司', 'HK')).toEqual([]);
    expect(ids('Shenzhen Brightworks Co., Ltd. 深圳亮工有限公司', 'CN')).toEqual([]);
  });
});

describe('a list with blank lines and cells of several lines', () => {
  it('names faults by the line of the file', () => {
    const { faults } = read(`${header}\n\nEX-1,"Nord\nwind",,HK,X\n\nEX-2,,,HK,X\n`);
    expect(faults).toEqual([{ row: 6, field: 'name', rule: 'must not be empty' }]);
  });
});

describe('a file that is no list', () => {
  it.each([
    ['', 'the file is empty'],
    [header, 'there is no row below the header'],
    [`${header}\nEX-1,"open`, 'not written as comma-separated values'],
    [`${header}\nEX-1,a,b,HK,X,more`, 'not written as comma-separated values'],
    [Buffer.from([0xff, 0xfe, 0x41]), 'not written in UTF-8'],
    ['id,name\nEX-1,a', 'the column is missing'],
  ])('is refused and told why (%#)', (text, rule) => {
    const { parties, faults } = read(text);
    expect(parties).toEqual([]);
    expect(faults[0]?.rule).toContain(rule);
  });
});
