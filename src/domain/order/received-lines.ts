import { reject, type Rejection } from './decision.ts';
import type { Answerable } from './demand.ts';
import type { Contracted } from './order.ts';

/** All that was received, accepted as it came: what silence means (domain-rules.md, buyer inspection window). */
export const acceptAll = (order: Contracted): Answerable[] =>
  order.contract.terms.lines.map(({ line, quantity }) => {
    const accepted = order.goods.receipt?.perLine.find((each) => each.line === line)?.quantity ?? quantity;
    return { line, accepted, short: 0, damaged: 0, rejected: 0 };
  });

/** All of it accepted as it came. */
export const isComplete = (order: Contracted, lines: Answerable[]): boolean =>
  acceptAll(order).every(({ line, accepted }) =>
    lines.some((each) => each.line === line && each.accepted === accepted),
  );

/** The first thing wrong with the buyer's answer line by line; null when nothing is. */
export function checkLines(order: Contracted, lines: Answerable[]): { rejection: Rejection } | null {
  const expected = acceptAll(order);
  const wrong = expected.find(({ line, accepted }) => {
    const answer = lines.find((each) => each.line === line);
    return answer === undefined || answer.accepted + answer.short + answer.damaged + answer.rejected !== accepted;
  });
  if (wrong || lines.length !== expected.length) {
    return reject('quantities-do-not-add-up', 'Answer every line once; its quantities add up to what was shipped.', {
      expected,
    });
  }
  return null;
}
