import { formatAmount } from '../../src/domain/money.ts';
import { type OrderSeen, seenBy, type Story } from './story.ts';

/** Tells where the money of the order is, when it has moved since it was last told. */
export async function tellMoney(story: Story): Promise<void> {
  const told = whereMoneyIs(await seenBy(story, 'operator'));
  if (told !== '' && told !== story.moneyTold) story.teller.note('money', told);
  story.moneyTold = told;
}

/** Where the money of an order is, in words; empty before there is a contract. */
export function whereMoneyIs({ state, heldMinor }: Pick<OrderSeen, 'state' | 'heldMinor'>): string {
  if (!('payments' in state) || heldMinor === null) return '';
  const { currency } = state.contract.terms;
  const sum = (amounts: { amountMinor: number }[]) =>
    amounts.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const settled = state.disbursements.filter(({ status }) => status === 'SETTLED');
  const always: [string, number][] = [
    ['contract', state.contract.totalMinor],
    ['held', heldMinor],
  ];
  const sometimes: [string, number][] = [
    ['asked', sum(state.payments.filter(({ status }) => status === 'OPEN'))],
    ['going out', sum(state.disbursements.filter(({ status }) => status !== 'SETTLED'))],
    ['released', sum(settled.filter(({ kind }) => kind === 'PAYOUT'))],
    ['sent back', sum(settled.filter(({ kind }) => kind !== 'PAYOUT'))],
  ];
  const parts = [...always, ...sometimes.filter(([, minor]) => minor !== 0)];
  return `${parts.map(([name, minor]) => `${name} ${formatAmount(minor, currency)}`).join(', ')} ${currency}`;
}
