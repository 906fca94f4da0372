import { evolve } from '../../src/domain/order/evolve.ts';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import { lettersOf, type RoleLetter } from '../../src/domain/order/letters.ts';
import type { Order } from '../../src/domain/order/order.ts';
import type { RecordedFact } from '../../src/domain/record.ts';

/** The letters of a whole play, fact by fact as if each were a command of its own. */
export function toldIn(facts: readonly HappenedFact[]): RoleLetter[] {
  let order: Order | null = null;
  return facts.flatMap((happened, index) => {
    order = evolve(order, happened);
    return lettersOf([{ ...happened, seq: index + 1 } as unknown as RecordedFact], order);
  });
}
