import { goOn, type HttpTrade, playTo } from '../../../../test/support/http-trade.ts';
import type { Teller } from '../teller.ts';

const byCredit = {
  paymentMethod: 'LETTER_OF_CREDIT' as const,
  paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }],
};
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const draft = {
  issuingBank: 'c-trustbank',
  expiry: { date: inDays(90), place: 'Hong Kong' },
  documents: [{ type: '380' }, { type: '271' }, { type: '632' }],
};
const wrongPapers = { documents: [{ type: '271', issuer: { name: 'Pearl River' }, packages: 9 }] };

interface Credit {
  trade: HttpTrade;
  path: string;
  say(person: string, command: string, body?: object): Promise<Record<string, unknown>>;
}

/** A credit drafted under a contract that is paid by one. */
async function drafted({ office, world }: Teller, more: object = {}): Promise<Credit> {
  const trade = await playTo(world.office, 'escrow', byCredit);
  const { body } = await office.post('buyer', `${trade.path}/credits`, { ...draft, ...more }).expect(201);
  const path = `/v1/credits/${(body as { credit: string }).credit}`;
  return {
    trade,
    path,
    async say(person, command, input = {}) {
      return (await office.post(person, `${path}/${command}`, input).expect(200)).body as Record<string, unknown>;
    },
  };
}

const issued = async (teller: Teller, more: object = {}): Promise<Credit> => {
  const credit = await drafted(teller, more);
  await credit.say('bank', 'issue');
  await credit.say('bank', 'advise');
  return credit;
};

async function presented(teller: Teller, papers: object = {}): Promise<Credit> {
  const credit = await issued(teller);
  await goOn(credit.trade, 'release');
  await credit.say('supplier', 'present', papers);
  return credit;
}

/** Credits that are given up, amended and confirmed. */
export async function creditTerms(teller: Teller): Promise<void> {
  const { world, write, office } = teller;
  const second = await world.found('c-secondbank', 'Second Bank', 'bank');
  await (await drafted(teller)).say('buyer', 'withdrawDraft', { reason: 'another way' });
  const confirmable = await drafted(teller, { confirmingBank: 'c-secondbank' });
  await confirmable.say('bank', 'issue');
  await write({ as: second, path: `${confirmable.path}/confirm`, body: {} });
  const credit = await issued(teller);
  const hashNow = async (): Promise<string> => {
    const { body } = await office.get('buyer', credit.path).expect(200);
    return (body as { state: { amendment: { hash: string } } }).state.amendment.hash;
  };
  const ask = async (days: number) => {
    const expiry = { date: inDays(days), place: 'Hong Kong' };
    await credit.say('buyer', 'requestAmendment', { reason: 'more time', expiry });
    return { hash: await hashNow() };
  };
  await credit.say('bank', 'declineAmendment', { ...(await ask(95)), reason: 'not now' });
  const accepted = await ask(100);
  await credit.say('bank', 'issueAmendment', accepted);
  await credit.say('supplier', 'acceptAmendment', accepted);
  const refused = await ask(105);
  await credit.say('bank', 'issueAmendment', refused);
  await credit.say('supplier', 'refuseAmendment', { ...refused, reason: 'soon enough' });
  await credit.say('bank', 'reportInterruption', { from: inDays(-1), until: inDays(1), reason: 'typhoon' });
}

/** Documents that comply are honoured; others are waived, not waived, and refused. */
export async function creditPapers(teller: Teller): Promise<void> {
  const complying = await presented(teller);
  await complying.say('bank', 'beginExamination');
  await complying.say('bank', 'findComplying');
  await complying.say('bank', 'honour');
  const waived = await presented(teller, wrongPapers);
  await waived.say('bank', 'findDiscrepancies');
  await waived.say('bank', 'askWaiver');
  await waived.say('buyer', 'waiveDiscrepancies');
  const refused = await presented(teller, wrongPapers);
  await refused.say('bank', 'findDiscrepancies');
  await refused.say('bank', 'askWaiver');
  await refused.say('buyer', 'declineWaiver', { reason: 'not as agreed' });
  await refused.say('bank', 'refuseDocuments', { disposal: 'HOLDING_FOR_PRESENTER' });
}
