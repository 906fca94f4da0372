import { formatAmount } from '../../../src/domain/money.ts';
import type { ComparedOption, Comparison } from '../../../src/domain/sourcing/comparison.ts';
import { landedCost, sourcingPlan } from '../company-files.ts';
import { expectThat, fail, read, seenBy, type Story, turnedAway, write } from '../story.ts';
import { sourcingPath, untilSourcing } from '../sourcings.ts';

const untilIn = (story: Story, state: string) => untilSourcing(story, `it is ${state}`, (seen) => seen.state === state);

const nameOf = (story: Story, company: string): string =>
  [...story.suppliers].find(([, id]) => id === company)?.[0] ?? company;

/** One quote in the comparison: its rank, what it asks, what it comes to, when it delivers, and its score. */
function rowOf(story: Story, option: ComparedOption, currency: string): string {
  const { rank, supplier, incoterm, quotedMinor, landed, leadDays, scores, missing } = option;
  const asks = `${incoterm} ${formatAmount(quotedMinor, option.currency)} ${option.currency}`;
  const cost = landed.comparable ? `${formatAmount(landed.totalMinor, currency)} ${currency}` : missing.join('; ');
  const name = `${rank ?? '-'}. ${nameOf(story, supplier).padEnd(16)}`;
  return `     ${name} ${asks.padEnd(18)} landed ${cost.padEnd(14)} ${leadDays} days  score ${scores?.total ?? '-'}`;
}

/** The quotes side by side, the best first; those that cannot be compared last. */
function tellComparison(story: Story, { options, compare: { currency } }: Comparison): void {
  const unranked = options.length + 1;
  const ranked = options.toSorted((left, right) => (left.rank ?? unranked) - (right.rank ?? unranked));
  story.teller.lines(ranked.map((option) => rowOf(story, option, currency)));
}

/** The deadline opens the seals; the buyer compares on landed cost, judges, awards; the others are told. */
export async function award(story: Story): Promise<void> {
  story.teller.title('Comparison and award');
  const { evaluation, award: decision } = sourcingPlan();
  const opened = await untilIn(story, 'evaluating');
  const { incoterm, place } = landedCost().compare;
  const says = `the deadline has passed: ${opened.answered} quotes are opened at once`;
  story.teller.step('house', 'open the quotes', { says });
  const comparison = await read<Comparison>(story, 'buyer', sourcingPath(story, '/comparison'));
  story.teller.note('compared', `as ${incoterm} ${place}, every part of the cost with its source`);
  tellComparison(story, comparison);
  const best = comparison.options.find(({ rank }) => rank === 1) ?? fail(story, 'a quote should come first');
  expectThat(story, best.order === story.order, `the supplier should come first; ${best.supplier} does`);
  const ratings = evaluation.ratings.map((rating) => ({ ...rating, supplier: story.suppliers.get(rating.supplier) }));
  const body = { ...evaluation, ratings };
  const { version } = await write<{ version: number }>(story, 'buyer', sourcingPath(story, '/evaluation'), body);
  story.teller.step('buyer', 'evaluate the quotes', { says: `version ${version}: ${evaluation.reason}` });
  const shares = comparison.options.slice(0, 2).map(({ order, hash }) => ({ order, hash }));
  await turnedAway(story, 'buyer', {
    path: sourcingPath(story, '/award'),
    body: { evaluation: version, ...decision, shares },
    what: 'award to two',
    code: 'split-not-offered',
  });
  const share = { order: best.order, hash: best.hash };
  await write(story, 'buyer', sourcingPath(story, '/award'), { evaluation: version, ...decision, shares: [share] });
  story.teller.step('buyer', 'award', { says: `all of it to ${best.supplier}: ${decision.reason}` });
  await awarded(story);
}

/** The awarded quote is accepted in its order; every other one is declined in its own, with the reason. */
async function awarded(story: Story): Promise<void> {
  const { invitations, outcomes } = await untilIn(story, 'awarded');
  for (const { supplier, order, stage, outcome } of invitations) {
    const won = order === story.order;
    const result = outcomes.find((each) => each.order === order)?.result;
    const asExpected = won ? stage === 'contract' && result === 'awarded' : outcome === 'declined';
    expectThat(
      story,
      asExpected,
      `order ${order} should ${won ? 'be awarded' : 'be declined'}; it is ${stage} ${result}`,
    );
    const says = won
      ? `order ${order} goes on: quote → contract`
      : `order ${order} is closed; ${nameOf(story, supplier)} is told`;
    story.teller.step('house', won ? 'accept the quote' : 'decline the quote', { says });
  }
  const { stage } = await seenBy(story, 'buyer');
  expectThat(story, stage === 'contract', `the awarded order should be in contract; it is in ${stage}`);
}
