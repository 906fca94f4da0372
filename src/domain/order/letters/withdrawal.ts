import { isContracted, type Order } from '../order.ts';
import type { WithdrawnLine } from '../withdrawn.ts';
import { amount, tell, tellBoth, type Tellers } from './telling.ts';

type Withdrawing = 'ContractWithdrawn' | 'WithdrawnGoodsSent' | 'WithdrawalHonoured';

/** The pieces by what the contract calls them, one line below the other. */
function goodsOf(order: Order, lines: readonly WithdrawnLine[]): string {
  const agreed = isContracted(order) ? order.contract.terms.lines : [];
  const nameOf = (line: number): string => agreed.find((each) => each.line === line)?.description ?? '';
  return lines.map(({ line, quantity }) => `${line}. ${quantity} × ${nameOf(line)}`).join('\n');
}

const costBorneBy = (order: Order): string =>
  (isContracted(order) ? order.contract.terms.withdrawal?.returnCost : undefined) ?? 'SUPPLIER';

/**
 * A consumer's withdrawal: the statement is confirmed to whom it is from, on a durable medium and without delay
 * (Directive 2011/83/EU, article 11), and told to the supplier with what follows.
 */
export const withdrawalTellers: Tellers<Withdrawing> = {
  ContractWithdrawn: ({ withdrawal: { id, statement, lines, at, amountMinor, sendBackBy, refundBy } }, order) => {
    const currency = isContracted(order) ? order.contract.terms.currency : '';
    const said = { id, statement, goods: goodsOf(order, lines), at, amount: amount(amountMinor, currency) };
    if (sendBackBy === null) return tellBoth('withdrawn-before-hand-over', said);
    const data = { ...said, sendBackBy, refundBy, cost: costBorneBy(order) };
    return [tell('buyer', 'withdrawal-received', data), tell('supplier', 'withdrawal-told', data)];
  },
  WithdrawnGoodsSent: ({ withdrawal: id, carrier, number }, order) => {
    const all = (isContracted(order) ? order.withdrawals : undefined) ?? [];
    const refundBy = all.find((each) => each.id === id)?.refundBy ?? null;
    return [tell('supplier', 'withdrawn-goods-sent', { id, carrier, number, refundBy })];
  },
  WithdrawalHonoured: ({ withdrawal: id, how, amountMinor, currency }) => {
    const back = amountMinor === 0 ? 'no' : 'yes';
    return tellBoth('withdrawal-honoured', { id, how, back, amount: amount(amountMinor, currency) });
  },
};
