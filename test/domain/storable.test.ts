import { describe, expect, it } from '@jest/globals';
import { unstorableText } from '../../src/domain/storable.ts';

describe('a text that no database takes', () => {
  it('is found and named by its path, wherever it stands', () => {
    expect(unstorableText({ reason: 'a\u0000b' })).toBe('reason');
    expect(unstorableText({ lines: [{ note: 'fine' }, { note: '\ud800' }] })).toBe('lines.1.note');
    expect(unstorableText({ inner: { '\u0000': 1 } })).toBe('inner');
    expect(unstorableText('\udfff')).toBe('');
  });

  it('is not seen in emoji, Chinese, line breaks, numbers or an escaped NUL', () => {
    expect(unstorableText({ text: '亮工 😀\n\\u0000', n: 1, none: null })).toBeNull();
  });
});
