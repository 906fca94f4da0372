import { formatAmount } from '../../../src/domain/money.ts';
import { papersFor } from '../papers.ts';
import { expectThat, pathOf, read, type Story } from '../story.ts';
import { tally } from '../telling.ts';

interface Booked {
  kind: string;
  postings: { account: string; currency: string; amountMinor: number }[];
}

/** What the trade left behind: a ledger that adds up to nothing, the papers, and the timeline. */
export async function account(story: Story): Promise<void> {
  story.doing = 'reading the accounts';
  await tellLedger(story);
  await tellPapers(story);
  const { teller } = story;
  const { entries } = await read<{ entries: { kind: string }[] }>(
    story,
    'operator',
    pathOf(story, '/timeline?limit=200'),
  );
  teller.title('Timeline');
  teller.lines([`     ${entries.length} entries: ${tally(entries.map(({ kind }) => kind))}`]);
}

async function tellLedger(story: Story): Promise<void> {
  const { transactions } = await read<{ transactions: Booked[] }>(story, 'auditor', pathOf(story, '/ledger'));
  const balances = new Map<string, number>();
  for (const { account: name, currency, amountMinor } of transactions.flatMap(({ postings }) => postings)) {
    const key = `${name} ${currency}`;
    balances.set(key, (balances.get(key) ?? 0) + amountMinor);
  }
  const rows = [...balances].sort().map(([key, minor]) => {
    const [name = '', currency = ''] = key.split(' ');
    return { name, currency, minor };
  });
  const row = (name: string, minor: number, currency: string) =>
    `     ${name.padEnd(36)} ${formatAmount(minor, currency).padStart(14)} ${currency}`;
  const currency = rows[0]?.currency ?? 'USD';
  const sum = rows.reduce((total, { minor }) => total + minor, 0);
  story.teller.title('Ledger of the order');
  story.teller.lines([
    ...rows.map(({ name, minor }) => row(name, minor, currency)),
    row(`sum of ${transactions.length} transactions`, sum, currency),
  ]);
  expectThat(story, transactions.length > 0, 'the ledger should have transactions of the order');
  expectThat(
    story,
    rows.every((each) => each.currency === currency),
    'the trade should be booked in one currency',
  );
  expectThat(story, sum === 0, `debits and credits should add up to nothing; they add up to ${sum}`);
  const left = rows.filter(({ name, minor }) => name.startsWith('orders:') && minor !== 0).map(({ name }) => name);
  expectThat(
    story,
    left.length === 0,
    `no money should be left on the order's accounts; there is on ${left.join(', ')}`,
  );
}

async function tellPapers(story: Story): Promise<void> {
  const papers = await papersFor(story, 'auditor');
  story.teller.title('Papers');
  story.teller.lines(
    papers.map(
      ({ type, title, issuer, sha256 }) =>
        `     ${type}  ${title.padEnd(52)} ${issuer.padEnd(20)} ${sha256.slice(0, 12)}`,
    ),
  );
  const missing = [
    '310',
    '220',
    '315',
    '325',
    '351',
    '632',
    '293',
    '271',
    '830',
    '380',
    '932',
    '631',
    '450',
    '705',
    '781',
  ].filter((type) => !papers.some((paper) => paper.type === type));
  expectThat(story, missing.length === 0, `the papers should be complete; types ${missing.join(', ')} are missing`);
}
