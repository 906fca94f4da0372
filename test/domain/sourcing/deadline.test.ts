import { describe, expect, it } from '@jest/globals';
import { faultOfDeadline } from '../../../src/domain/sourcing/sourcing.ts';

const now = '2026-06-01T02:00:00.000Z';
const inSeconds = (seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();

describe('the deadline of a sourcing', () => {
  it('leaves suppliers an hour to answer, to the second', () => {
    expect(faultOfDeadline(inSeconds(3600), now)).toBeNull();
    expect(faultOfDeadline(inSeconds(3599), now)).toMatchObject({
      rejection: { code: 'deadline-too-near', detail: expect.stringContaining('one hour') },
    });
  });

  it('is at most 180 days away', () => {
    expect(faultOfDeadline(inSeconds(180 * 86_400), now)).toBeNull();
    expect(faultOfDeadline(inSeconds(180 * 86_400 + 1), now)).toMatchObject({
      rejection: { code: 'deadline-too-near' },
    });
  });

  it('may be nearer where plays are rehearsed, and the refusal says how near', () => {
    expect(faultOfDeadline(inSeconds(5), now, 5)).toBeNull();
    expect(faultOfDeadline(inSeconds(4), now, 5)).toMatchObject({
      rejection: { detail: expect.stringContaining('5 seconds') },
    });
  });
});
