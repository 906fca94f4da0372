import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { runningCreditClocks } from '../src/domain/credit/clocks.ts';
import { type Credit, currentPresentation } from '../src/domain/credit/credit.ts';
import { creditWaitsFor } from '../src/domain/credit/judge.ts';
import { formatAmount } from '../src/domain/money.ts';
import {
  attentionReason,
  buyerId,
  nextDeadline,
  orderCurrency,
  orderStage,
  supplierId,
  waitingOn,
} from '../src/temporal/search-attributes.ts';
import type { SearchAttributes } from './for-operators.ts';

/** What operators search credits by in the Temporal UI: as orders, with the stage written `credit:<stage>`. */
export function creditAttributesOf(
  credit: Credit,
  before: SearchAttributes,
): { changed: SearchAttributeUpdatePair[]; all: SearchAttributes } {
  const next = runningCreditClocks(credit)[0]?.at ?? null;
  const pairs: SearchAttributeUpdatePair[] = [
    { key: orderStage, value: `credit:${credit.stage}` },
    { key: waitingOn, value: creditWaitsFor(credit) },
    { key: attentionReason, value: credit.attention?.code ?? null },
    { key: nextDeadline, value: next === null ? null : new Date(Date.parse(next)) },
    { key: buyerId, value: credit.terms.applicant.company },
    { key: supplierId, value: credit.terms.beneficiary.company },
    { key: orderCurrency, value: credit.terms.currency },
  ];
  const all = Object.fromEntries(pairs.map(({ key, value }) => [key.name, JSON.stringify(value)]));
  const nothing = (name: string) => before[name] === undefined && (all[name] === 'null' || all[name] === '[]');
  return { changed: pairs.filter(({ key: { name } }) => before[name] !== all[name] && !nothing(name)), all };
}

/** The page an operator reads in the Temporal UI. */
export function creditDetailsOf(credit: Credit): string {
  const { terms, stage } = credit;
  const presentation = currentPresentation(credit);
  const found = presentation?.found.length ?? 0;
  const rows = [
    `**Credit** over ${formatAmount(terms.amountMinor, terms.currency)} ${terms.currency} for order ${credit.order}`,
    `**Stage** ${stage} since ${credit.stageSince}`,
    stage === 'closed'
      ? `**Closed** ${credit.outcome ?? ''}: ${credit.reason ?? ''}`
      : `**Waiting for** ${creditWaitsFor(credit).join(', ')}`,
    ...(credit.attention === null ? [] : [`**Needs attention** ${credit.attention.detail}`]),
    ...(presentation === null
      ? []
      : [`**Presentation** ${presentation.id} on ${presentation.day}, ${found} discrepancies`]),
    ...runningCreditClocks(credit).map(({ label, at }) => `**Clock** ${label}: ${at}`),
  ];
  return rows.map((row) => `- ${row}`).join('\n');
}
