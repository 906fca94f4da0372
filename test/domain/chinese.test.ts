import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { chineseFile } from '../../scripts/regenerate-characters.ts';
import { simplified, simplifiedPairs } from '../../src/domain/chinese.ts';

describe('simplified characters', () => {
  it('are those the generator writes from opencc-js now', () => {
    expect(readFileSync(new URL('../../src/domain/chinese.ts', import.meta.url), 'utf8')).toBe(chineseFile());
  });

  it('are reached in one step, one character for one, so that neighbours stay neighbours', () => {
    for (const [written, form] of simplifiedPairs) {
      expect([...written, ...form]).toHaveLength(2);
      expect(simplified(form)).toBe(form);
    }
  });

  it('are the same for what Hong Kong, Taiwan and the mainland write', () => {
    expect(['線', '綫', '线'].map(simplified)).toEqual(['线', '线', '线']);
    expect(['裏', '裡', '里'].map(simplified)).toEqual(['里', '里', '里']);
    expect(simplified('LED 螺絲 ランプ')).toBe('LED 螺丝 ランプ');
  });
});
