import type { Opening } from '../../src/domain/order/opening.ts';
import { judgeOpening } from '../../src/domain/order/opening-facts.ts';
import type { WithdrawalClause } from '../../src/domain/order/withdrawal-clause.ts';
import { consumerOpeningOf } from './deal.ts';
import { people } from './people.ts';
import { handedOver, payAll } from './play.ts';
import { issue, monday, type Played } from './played.ts';

/** A consumer's order as the click opens it, changed before where a test wants it otherwise. */
export function clicked(change: (opening: Opening) => void = () => undefined, number = 'T-2601', now = monday): Played {
  const opening = consumerOpeningOf(number, now);
  change(opening);
  const judged = judgeOpening(opening, people.buyer, now);
  if ('rejection' in judged) throw new Error(`${judged.rejection.code}: ${judged.rejection.detail}`);
  return { ...judged, now, clauses: {} };
}

/** The same with three lines: 100 lamps at 12.51, 3 mugs at 8.05 and 10 masks at 1.99, some outside the right. */
export const mixed = (exempt: WithdrawalClause['exempt'] = []): Played =>
  clicked(({ consumer }) => {
    const { terms } = consumer as NonNullable<Opening['consumer']>;
    const [lamp] = terms.lines;
    const made = exempt.flatMap(({ line, ground }) => (ground === 'CUSTOMISED' ? [line] : []));
    const other = (line: number, quantity: number, minor: number) => ({
      ...lamp!,
      ...{ line, quantity, sku: `S-${line}`, price: { minor, per: 1 }, customised: made.includes(line) },
    });
    terms.lines = [{ ...lamp!, customised: made.includes(1) }, other(2, 3, 805), other(3, 10, 199)];
    terms.withdrawal = { ...(terms.withdrawal as WithdrawalClause), exempt };
  });

/** Paid, and ready for the courier. */
export const sent = (order = clicked()): Played => issue(payAll(order), 'supplier', 'readyForDispatch');
/** With the consumer. */
export const arrived = (order = clicked()): Played =>
  issue(handedOver(sent(order)), 'carrier', 'arrived', { evidence: 'POD-1' });
