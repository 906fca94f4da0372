import type { Credit } from '../../src/domain/credit/credit.ts';
import { asked, calm, type Choosing, come, type ModelTrade, type Step, type World } from './money-world.ts';

const inDays = (world: World, days: number): string =>
  new Date(Date.parse(world.office.deps.now()) + days * 86_400_000).toISOString().slice(0, 10);

/** The newest letter of credit of an order, as it stands; null before the first. */
async function creditOf({ office }: World, trade: ModelTrade): Promise<{ path: string; credit: Credit } | null> {
  const { body } = await office.get('buyer', `/v1/credits?order=${trade.number}`).expect(200);
  const numbers = (body.credits as { credit: string }[]).map(({ credit }) => credit).sort();
  const number = numbers.at(-1);
  if (number === undefined) return null;
  const path = `/v1/credits/${number}`;
  return { path, credit: (await office.get('buyer', path).expect(200)).body.state as Credit };
}

const drafts = (world: World, step: Step, trade: ModelTrade) => {
  const shipped = trade.terms.settlement.trigger === 'RECEIPT_CONFIRMED';
  return asked(world, step, 'buyer', `${trade.path}/credits`, {
    issuingBank: 'c-trustbank',
    expiry: { date: inDays(world, 90), place: 'Hong Kong' },
    documents: [{ type: '380' }, { type: shipped ? '705' : '632' }],
    ...(shipped ? { latestShipment: inDays(world, 80) } : {}),
  });
};

/** A bank is bound: the credit is drafted, issued and advised, and the order leaves escrow for it. */
export async function issueCredit(world: World, trade: ModelTrade): Promise<void> {
  const step = calm('credits');
  await drafts(world, step, trade);
  const path = (await creditOf(world, trade))?.path ?? '';
  for (const command of ['issue', 'advise']) await asked(world, step, 'bank', `${path}/${command}`);
}

type Next = readonly [person: string, command: string, body?: object];
const found = { article: '14(d)', document: '380', field: 'lines', expected: 'lamps', found: 'shades' };

/** What its parties may do with a credit as it stands; the first alternatives are those by which it is drawn on. */
function nextOf({ stage, amendment, presentations }: Credit): Next[] {
  if (amendment !== null) {
    const { hash, issuedAt } = amendment;
    if (issuedAt === null) return [['bank', 'issueAmendment', { hash }]];
    return [
      ['supplier', 'acceptAmendment', { hash }],
      ['supplier', 'refuseAmendment', { hash, reason: 'the goods are made' }],
    ];
  }
  const present: Next = ['supplier', 'present'];
  const leave: Next = ['buyer', 'requestAmendment', { reason: 'no need any more', cancel: true }];
  switch (stage) {
    case 'draft':
      return [['bank', 'issue'], ['bank', 'issue'], ['buyer', 'withdrawDraft', { reason: 'another bank' }]];
    case 'issued':
      return [['bank', 'advise']];
    case 'advised':
    case 'refused':
      return [present, present, present, leave];
    case 'presented':
    case 'examining':
      return [['bank', 'findComplying'], ['bank', 'findDiscrepancies', { foreseen: false, discrepancies: [found] }]];
    case 'discrepant': {
      const { waiver } = presentations.at(-1) ?? { waiver: null };
      if (waiver === null) return [['bank', 'askWaiver']];
      if (waiver === 'GIVEN') return [['bank', 'honour']];
      if (waiver === 'DECLINED') return [['bank', 'refuseDocuments', { disposal: 'RETURNING' }]];
      return [['buyer', 'waiveDiscrepancies'], ['buyer', 'declineWaiver', { reason: 'these are other goods' }]];
    }
    case 'complying':
      return [['bank', 'honour']];
    default:
      return [];
  }
}

/** A letter of credit goes some steps on; what its bank has honoured it pays, under the references of the requests. */
export async function creditMove(world: World, step: Step, { pick }: Choosing): Promise<void> {
  const trade = pick(world.trades.filter(({ byCredit }) => byCredit));
  if (trade === undefined) return;
  for (let left = 1 + (pick([4, 2, 1]) ?? 0); left > 0; left -= 1) {
    const standing = await creditOf(world, trade);
    if (standing === null || ['withdrawn', 'cancelled'].includes(standing.credit.outcome ?? '')) {
      if ((await drafts(world, step, trade)).status !== 201) return;
      world.taken.add('credit drafted');
      continue;
    }
    const next = pick(nextOf(standing.credit));
    if (next === undefined) return;
    const [person, command, body] = next;
    const { status } = await asked(world, step, person, `${standing.path}/${command}`, body);
    if (status !== 200) return;
    world.taken.add(`credit ${command}`);
    if (command !== 'honour') continue;
    for (const { reference, amountMinor } of standing.credit.presentations.at(-1)?.payments ?? [])
      await come(world, step, reference, amountMinor);
  }
}
