import { expect } from '@jest/globals';
import type { Rejection, RejectionCode } from '../../src/domain/order/decision.ts';
import type { FactType } from '../../src/domain/order/facts.ts';
import type { Actor } from '../../src/domain/parties.ts';
import type { Who } from './people.ts';
import { answer, type Played, typesOf } from './played.ts';

/** A test in one sentence: given a trade, when somebody asks, then this happens or it is refused with that code. */
export const given = (played: Played) => ({
  when: (who: Who | Actor | 'house', command: string, input: unknown = {}, at?: string) => {
    const { judgement, before } = answer(played, who, command, input, at);
    return {
      /** Exactly these facts happen, in this order; answers the trade after them. */
      thenFacts(...types: FactType[]): Played {
        if ('rejection' in judgement) throw new Error(`${judgement.rejection.code}: ${judgement.rejection.detail}`);
        expect(typesOf(judgement.facts)).toEqual(types);
        const now = judgement.facts.at(-1)?.at ?? played.now;
        return { ...before, order: judgement.order, facts: [...before.facts, ...judgement.facts], now };
      },
      thenRejected(code: RejectionCode): Rejection {
        expect('rejection' in judgement ? judgement.rejection.code : typesOf(judgement.facts)).toBe(code);
        return (judgement as { rejection: Rejection }).rejection;
      },
    };
  },
});
