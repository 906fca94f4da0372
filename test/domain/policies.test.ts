import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { securedTrade } from '../../src/domain/order/profile.ts';
import { policyFigures, policyNames } from '../../src/domain/policies.ts';
import { locales } from '../../src/domain/words/locale.ts';
import { publishedPolicies } from '../../src/persistence/policies.ts';

const textOf = (name: string, locale: string): string =>
  publishedPolicies.find((each) => each.name === name && each.locale === locale)?.text ?? '';

describe('the texts of policies', () => {
  it('name the same figures in every language, each of them somewhere', () => {
    const used = new Set<string>();
    for (const name of policyNames) {
      const figures = locales.map((locale) => {
        const source = readFileSync(`src/persistence/policies/${name}.${locale}.md`, 'utf8');
        return [...new Set([...source.matchAll(/\{(\w+)\}/g)].map(([, figure]) => figure as string))].sort();
      });
      for (const each of figures) expect(each).toEqual(figures[0]);
      for (const figure of figures[0] ?? []) used.add(figure);
    }
    expect([...used].sort()).toEqual(Object.keys(policyFigures).sort());
  });

  it('say what the profiles hold', () => {
    expect(textOf('secured-trading', 'en')).toContain(
      '15 days by courier, 15 by air, 30 by road, 30 by rail and 45 by sea',
    );
    expect(textOf('payment', 'en')).toContain('USD 25.00, EUR 25.00, GBP 20.00, HKD 200.00, CNY 180.00');
    expect(textOf('cancellation', 'en')).toContain(
      'owes 10 % of the contract during production, 20 % from the warehouse',
    );
    expect(textOf('returns', 'en')).toContain('until 14 days after the day on which the goods arrived');
  });

  it('speak of stages together only where the profile treats them alike', () => {
    const { cancellation, clocks } = securedTrade;
    expect(cancellation.inspection).toEqual(cancellation.warehouse);
    expect(cancellation.matching).toEqual(cancellation.warehouse);
    expect(cancellation.release).toEqual(cancellation.customs);
    expect([cancellation.contract, cancellation.escrow].map((each) => each?.buyer.feeBp)).toEqual([0, 0]);
    expect(clocks.autoConfirmDays.SEA_LCL).toBe(clocks.autoConfirmDays.SEA_FCL);
  });

  it('get a new version whenever they change: raise it in every language, then take the hash over', () => {
    const published = Object.fromEntries(
      policyNames.map((name) => {
        const texts = publishedPolicies.filter((each) => each.name === name);
        const [version] = new Set(texts.map((each) => each.version));
        return [
          name,
          {
            version,
            sha256: createHash('sha256')
              .update(texts.map(({ text }) => text).join(''))
              .digest('hex'),
          },
        ];
      }),
    );
    expect(published).toEqual(JSON.parse(readFileSync('test/golden/policies.json', 'utf8')));
  });
});
