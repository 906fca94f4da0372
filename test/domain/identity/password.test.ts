import { describe, expect, it } from '@jest/globals';
import { faultOfPassword } from '../../../src/domain/identity/password.ts';

const context = { email: 'mei.wong@peaklamps.example', name: 'Mei Wong', company: 'Peak Lamps Limited' };

describe('a password', () => {
  it.each([
    ['quiet-harbour lights 7'],
    ['correct horse battery staple'],
    ['vT9#qLw2!xRk8z'],
    ['夜色温柔的香港维多利亚港口灯'],
    ['x7#abc9!kQ2$zz'],
  ])('%s is good enough', (password) => {
    expect(faultOfPassword(password, context)).toBeNull();
  });

  it.each([
    ['short', 'at least 12'],
    ['elevenchars', 'at least 12'],
    ['v'.repeat(257), 'at most 256'],
    ['aabbaabbaabbaabb', 'same few characters'],
    ['abcdefghijklmnop', 'must not run'],
    ['1234567890123456', 'must not run'],
    ['Password12345678', 'breached'],
    ['P4ssw0rd!P4ssw0rd', 'breached'],
    ['qwertyuiop!2024', 'breached'],
    ['Welcome2Welcome2!', 'breached'],
    ['sandbox-only-trade', 'breached'],
    ['MeiWong-20260101', 'your own name'],
    ['peaklamps-2026!!', 'your own name'],
    ['Limited Lamps Peak', 'your own name'],
  ])('%s is refused: %s', (password, why) => {
    expect(faultOfPassword(password, context)).toContain(why);
  });
});
