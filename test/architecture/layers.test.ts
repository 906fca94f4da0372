import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = process.cwd();
const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
};

/** A repository in small, with one violation of every rule and the imports that are allowed beside them. */
const planted: Record<string, string> = {
  'src/domain/money.ts': 'export const x = 1;',
  'src/gateways/port.ts': 'export const x = 1;',
  'src/persistence/store.ts': 'export const x = 1;',
  'src/temporal/desk.ts': 'export const x = 1;',
  'src/temporal/search-attributes.ts': 'export const x = 1;',
  'src/api/app.ts': 'export const x = 1;',
  'workflows/messages.ts': 'export const x = 1;',
  'workflows/shell.ts': 'export const x = 1;',
  'activities/index.ts': 'export const x = 1; export type Activities = number;',
  'test/given.ts': 'export const x = 1;',
  'src/domain/allowed.ts': `import { z } from 'zod'; export const y = z;`,
  'src/domain/outward.ts': `import { x } from '../gateways/port.ts'; export const y = x;`,
  'src/domain/impure.ts': `import { readFileSync } from 'node:fs'; export const y = readFileSync;`,
  'src/gateways/outward.ts': `import { x } from '../persistence/store.ts'; export const y = x;`,
  'src/persistence/outward.ts': `import { x } from '../api/app.ts'; export const y = x;`,
  'src/temporal/allowed.ts': `import { x } from '../../workflows/messages.ts'; export const y = x;`,
  'src/temporal/outward.ts': `import { x } from '../../workflows/shell.ts'; export const y = x;`,
  'src/api/outward.ts': `import { x } from '../gateways/port.ts'; export const y = x;`,
  'src/api/database.ts': `import pg from 'pg'; export const y = pg;`,
  'src/api/tests.ts': `import { x } from '../../test/given.ts'; export const y = x;`,
  'src/api/nowhere.ts': `import { x } from './not-there.ts'; export const y = x;`,
  'src/api/one.ts': `import { two } from './two.ts'; export const one = (): unknown => two;`,
  'src/api/two.ts': `import { one } from './one.ts'; export const two = (): unknown => one;`,
  'workflows/allowed.ts': `import type { Activities } from '../activities/index.ts';
    import { x } from '../src/temporal/search-attributes.ts';
    export type A = Activities; export const y = x;`,
  'workflows/outward.ts': `import { x } from '../src/temporal/desk.ts'; export const y = x;`,
  'workflows/impure.ts': `import { hash } from 'node:crypto'; export const y = hash;`,
  'workflows/activity.ts': `import { x } from '../activities/index.ts'; export const y = x;`,
  'activities/outward.ts': `import { x } from '../src/api/app.ts'; export const y = x;`,
  'activities/http.ts': `import express from 'express'; export const y = express;`,
};

type Violation = { from: string; rule: { name: string } };
let folder: string;
let violations: Violation[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trade-layers-'));
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const cruise = spawnSync(
    process.execPath,
    [cruiser, 'src', 'workflows', 'activities', 'test', '--output-type', 'json'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  violations = (JSON.parse(cruise.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the rules of the layers', () => {
  it.each(forbidden.map(({ name }) => name))('%s fires on a planted violation', (name) => {
    expect(violations.map(({ rule }) => rule.name)).toContain(name);
  });

  it('let through what the table allows', () => {
    expect(violations.filter(({ from }) => from.includes('allowed'))).toEqual([]);
  });
});
