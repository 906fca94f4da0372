import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { judgeCli, lookInCache, serverIsNewEnough } from '../../scripts/stack/temporal-programs.ts';

describe('a Temporal server', () => {
  it.each([
    ['1.31.5', false],
    ['1.32.0', true],
    ['1.40.2', true],
    ['2.0.0', true],
    ['0.99.0', false],
  ])('of version %s is new enough: %s', (version, expected) => {
    expect(serverIsNewEnough(version)).toBe(expected);
  });

  it('is taken from a CLI that bundles a new one', () => {
    expect(judgeCli('temporal', 'temporal version 1.9.0 (Server 1.32.0, UI 2.54.1)')).toEqual({
      programs: { kind: 'cli', cli: 'temporal' },
    });
  });

  it('is not taken from a CLI that bundles an old one, and the reason names the version', () => {
    expect(judgeCli('temporal', 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)')).toEqual({
      missing: 'temporal bundles server 1.29.1, older than 1.32',
    });
  });

  it('is not taken from a program that cannot be run or says something else', () => {
    expect(judgeCli('temporal', undefined)).toHaveProperty('missing');
    expect(judgeCli('temporal', 'tctl 1.18')).toHaveProperty('missing');
  });

  it('is not found in an empty cache', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trade-cache-'));
    try {
      expect(lookInCache(folder)).toHaveProperty('missing');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
