import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openStages } from '../../src/domain/order/order.ts';
import { allCommands, clocksOf, tradeProcess } from '../../src/domain/order/process.ts';
import { generated, pathOf } from '../../scripts/regenerate.ts';
import { inputs } from '../support/inputs.ts';

describe('what is generated from the code', () => {
  it.each(Object.keys(generated))('%s is what the code says; when it is stale, npm run regenerate', async (file) => {
    const kept = readFileSync(pathOf(file), 'utf8');
    const made = await generated[file]?.();
    if (kept !== made) expect(made?.split('\n')).toEqual(kept.split('\n'));
    expect(kept === made ? 'current' : `${file} is stale: npm run regenerate`).toBe('current');
  });

  it('asks about every command that is judged', () => {
    const asked = allCommands()
      .filter(({ rule }) => 'decide' in rule)
      .map(({ command }) => command);
    expect(asked.filter((command) => !(command in inputs))).toEqual([]);
  });

  it('tells of every stage, every command and every clock', () => {
    const page = readFileSync(pathOf('docs/process.md'), 'utf8');
    const names = [
      ...openStages,
      ...allCommands().map(({ command }) => command),
      ...openStages.flatMap((stage) => Object.keys(clocksOf(stage))),
    ];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    for (const stage of openStages) {
      for (const next of tradeProcess[stage].leadsTo) {
        expect(page).toContain(`${stage} --> ${next === 'closed' ? '[*]' : next}`);
      }
    }
  });
});
