import { expect, it } from '@jest/globals';
import { countriesIn } from '../../src/api/agreements/countries.ts';

it.each([
  ['Hamburg, Germany', ['DE']],
  ['DE-20095 Hamburg', ['DE']],
  ['德国汉堡', ['DE']],
  ['德國漢堡', ['DE']],
  ['Hamburg', []],
  ['Kwai Chung, Hong Kong', ['HK']],
  ['香港葵涌', ['HK']],
  ['Bucharest, Romania', ['RO']],
  ['Lae, Papua New Guinea', ['PG']],
  ['Lagos, Nigeria', ['NG']],
  ['Houston, USA', ['US']],
  ['Leeds, UK', ['GB']],
  ['北京，中国', ['CN']],
  ['', []],
])('%s names %j', (place, countries) => {
  expect(countriesIn(place).sort()).toEqual(countries);
});
