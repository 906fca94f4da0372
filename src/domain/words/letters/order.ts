import type { LetterWords } from '../letter.ts';
import { agreementLetters } from './order-agreement.ts';
import { chargesLetters } from './order-charges.ts';
import { deliveryLetters } from './order-delivery.ts';
import { disputeLetters } from './order-disputes.ts';
import { goodsLetters } from './order-goods.ts';
import { moneyLetters } from './order-money.ts';
import { reversalLetters } from './order-reversals.ts';
import { sampleLetters } from './order-samples.ts';
import { servingLetters } from './order-serving.ts';
import { withdrawalLetters } from './order-withdrawal.ts';

/**
 * The letters about what happens to an order. Besides what a letter brings itself, every pattern may name `order`,
 * `buyer`, `supplier` and `reader`; one that brings the id of a `company` has its name.
 */
export const orderLetters = {
  ...agreementLetters,
  ...moneyLetters,
  ...chargesLetters,
  ...goodsLetters,
  ...deliveryLetters,
  ...disputeLetters,
  ...reversalLetters,
  ...sampleLetters,
  ...servingLetters,
  ...withdrawalLetters,
} satisfies Record<string, LetterWords>;

export type OrderLetterKind = keyof typeof orderLetters;
