import { createHash } from 'node:crypto';
import type { OpenStage, Order } from '../../../../src/domain/order/order.ts';
import { isContracted } from '../../../../src/domain/order/order.ts';
import { addDays } from '../../../../src/domain/order/time.ts';
import { type Clauses, termsOf } from '../../../../test/support/deal.ts';
import { goOn, openTrade, playTo } from '../../../../test/support/http-trade.ts';
import { inputs } from '../../../../test/support/inputs.ts';
import { issue, type Played } from '../../../../test/support/played.ts';
import { drafted, lodged } from '../../../../test/support/play.ts';
import { amendedTerms, first } from '../../../../test/support/terms.ts';
import type { Teller } from '../teller.ts';

/** A trade in which all goes well, over the API from its enquiry to the end. */
export async function wholeTrade({ office }: Teller): Promise<void> {
  const trade = await openTrade(office);
  const compare = { incoterm: 'DAP', place: 'Hong Kong', currency: 'USD' };
  await office.post('buyer', `${trade.path}/cost-plan`, { compare, statement: {} });
  await goOn(trade, 'completed');
  const document = { type: '780', number: 'F-1', sha256: 'a'.repeat(64) };
  const freight = { component: 'mainCarriage', minor: 9000, currency: 'USD', by: 'VOLUME', source: 'invoice' };
  await office.post('buyer', `${trade.path}/costs`, { ...freight, document });
  await office.post('buyer', `${trade.path}/rate`, { stars: 5, comment: '' });
  for (const command of ['openReturn', 'openWarrantyClaim', 'orderParts'])
    await office.post('buyer', `${trade.path}/${command}`, { line: 1, quantity: 1, detail: 'scratched' });
}

type Move = readonly [person: string, command: string, more?: (order: Order) => object];

/** What else can happen in a stage; the input is what the tests of the domain send, but for what the API reads anew. */
interface Chapter {
  stage: OpenStage;
  clauses?: Clauses;
  consumer?: true;
  hours?: number;
  after?: (played: Played) => Played;
  moves: readonly Move[];
}

const disputed = (played: Played): Played => issue(played, 'buyer', 'openDispute', { reason: 'scratched' });
const twoParts = [
  { share: 3000, due: 'ON_CONTRACT' as const },
  { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
];
const disbursementsOf = (order: Order) => (isContracted(order) ? order.disbursements : []);
const firstDisbursement = (order: Order) => disbursementsOf(order)[0]!;
const departed = {
  eventID: 'evt-departed',
  eventType: 'TRANSPORT',
  eventClassifierCode: 'ACT',
  transportEventTypeCode: 'DEPA',
  eventDateTime: new Date(Date.now() - 3_600_000).toISOString(),
  transportCall: { UNLocationCode: 'HKHKG', facilityTypeCode: 'POTE', modeOfTransport: 'VESSEL' },
};

const cheaper = (order: Order) => ({
  terms: amendedTerms(order.stage === 'quote' ? order.versions.at(-1)!.terms : termsOf({}, order.openedAt), first),
  validUntil: addDays(order.openedAt, 30),
});

const chapters: readonly Chapter[] = [
  {
    stage: 'enquiry',
    moves: [
      ['supplier', 'askForDetails'],
      ['buyer', 'answerDetails'],
      ['buyer', 'sendMessage', () => ({ text: 'good morning' })],
      ['operator', 'raiseAttention'],
      ['operator', 'clearAttention'],
      ['operator', 'assignAdviser'],
      ['operator', 'extendDeadline'],
      ['supplier', 'declineEnquiry'],
    ],
  },
  { stage: 'enquiry', moves: [['buyer', 'withdraw']] },
  { stage: 'quote', moves: [['buyer', 'counterOffer', cheaper]] },
  { stage: 'quote', moves: [['buyer', 'declineQuote']] },
  { stage: 'contract', after: drafted, moves: [['buyer', 'requestChange']] },
  {
    stage: 'escrow',
    moves: [
      ['buyer', 'openPaymentLink'],
      ['buyer', 'revokePaymentLink'],
    ],
  },
  {
    stage: 'production',
    moves: [
      ['supplier', 'claimForceMajeure'],
      ['buyer', 'acceptForceMajeure'],
      ['supplier', 'endForceMajeure'],
      ['supplier', 'reportMilestone'],
      ['supplier', 'readyForDispatch'],
    ],
  },
  {
    stage: 'production',
    after: (played) =>
      issue(played, 'supplier', 'claimForceMajeure', inputs.claimForceMajeure?.(played.order, first, played.now)),
    moves: [['adviser', 'refuseForceMajeure']],
  },
  {
    stage: 'matching',
    moves: [
      ['supplier', 'cancel', () => ({ reason: 'no material', feeMinor: 0 })],
      ['buyer', 'refuseCancellation'],
      ['supplier', 'cancel', () => ({ reason: 'no material', feeMinor: 0 })],
      ['buyer', 'consentCancellation'],
      [
        'adviser',
        'approveRefund',
        (order) => ({ disbursement: firstDisbursement(order).id, hash: firstDisbursement(order).hash }),
      ],
    ],
  },
  {
    stage: 'production',
    clauses: { paymentPlan: twoParts },
    moves: [
      ['buyer', 'proposeAmendment'],
      ['supplier', 'refuseAmendment'],
      ['buyer', 'proposeAmendment'],
      ['supplier', 'consentAmendment'],
    ],
  },
  {
    stage: 'production',
    moves: [
      ['buyer', 'openDispute'],
      ['supplier', 'answerDispute'],
      ['buyer', 'withdrawDispute'],
    ],
  },
  {
    stage: 'production',
    moves: [
      ['buyer', 'openDispute'],
      ['buyer', 'offerSettlement'],
      ['supplier', 'acceptSettlement'],
    ],
  },
  {
    stage: 'production',
    hours: 24 * 40,
    after: disputed,
    clauses: { deliveryDays: 90 },
    moves: [['adviser', 'ruleDispute']],
  },
  {
    stage: 'customs',
    after: lodged,
    moves: [
      ['broker', 'customsQueried'],
      ['broker', 'answerQuery'],
      ['broker', 'customsRefused'],
    ],
  },
  {
    stage: 'shipment',
    moves: [
      ['carrier', 'reportException'],
      ['carrier', 'resolveException'],
      ['carrier', 'handOver'],
      ['carrier', 'trackingEvent', () => departed],
    ],
  },
  {
    stage: 'receipt',
    clauses: { transport: 'SEA_LCL' },
    moves: [
      ['carrier', 'surrenderBillOfLading'],
      ['buyer', 'extendInspection'],
      ['buyer', 'collectAtWarehouse'],
      ['buyer', 'rejectReceipt'],
    ],
  },
  {
    stage: 'receipt',
    consumer: true,
    moves: [
      ['buyer', 'withdrawFromContract'],
      ['buyer', 'proveSending'],
      ['supplier', 'confirmGoodsBack'],
    ],
  },
];

async function tell({ office, orderIn }: Teller, { moves, stage, ...more }: Chapter): Promise<void> {
  const path = await orderIn(stage, more);
  for (const [person, command, own] of moves) {
    const { body } = await office.get('auditor', path).expect(200);
    const order = (body as { state: Order }).state;
    const made = own?.(order) ?? inputs[command]?.(order, first, new Date().toISOString());
    await office.post(person, `${path}/${command}`, made as object);
  }
}

/** Everything a stage takes beside what the whole trade has come to, each chapter on an order of its own. */
export const chaptersOfOrders: Record<string, (teller: Teller) => Promise<void>> = Object.fromEntries(
  chapters.map((chapter, index) => [`order ${index + 1}, ${chapter.stage}`, (teller: Teller) => tell(teller, chapter)]),
);

/** A contract signed on paper, and one that wants a sample first. */
export async function papersAndSamples({ office, write, orderIn, world }: Teller): Promise<void> {
  const path = await orderIn('contract', { after: drafted });
  const { body: draft } = await office.get('buyer', path).expect(200);
  const scan = Buffer.from('%PDF-1.7 signed');
  const filed = await write({
    as: 'buyer',
    path: `${path}/documents?type=315&title=scan`,
    body: scan,
    type: 'application/pdf',
  });
  const { id: document } = filed.body as { id: string };
  const sha256 = createHash('sha256').update(scan).digest('hex');
  const { hash } = (draft as { state: { drafting: { draft: { hash: string } } } }).state.drafting.draft;
  await office.post('buyer', `${path}/signOffline`, { hash, document, sha256 });

  const wanting = async (): Promise<{ at: string; sample: string }> => {
    const trade = await playTo(world.office, 'enquiry');
    const terms = {
      ...trade.terms,
      lines: trade.terms.lines.map((line) => ({
        ...line,
        customised: true,
        customisation: { packaging: 'gift box', sampleFirst: true },
      })),
    };
    const validUntil = new Date(Date.now() + 86_400_000).toISOString();
    await office.post('supplier', `${trade.path}/submitQuote`, { terms, validUntil });
    await goOn(trade, 'contract');
    return { at: trade.path, sample: `${trade.number}-P1` };
  };
  const seal = { reference: 'SEAL-1', sha256: 'd'.repeat(64) };
  const one = await wanting();
  await office.post('supplier', `${one.at}/submitSample`, { sample: one.sample, ...seal });
  await office.post('buyer', `${one.at}/approveSample`, { sample: one.sample, sha256: seal.sha256 });
  const other = await wanting();
  await office.post('supplier', `${other.at}/submitSample`, { sample: other.sample, ...seal });
  await office.post('buyer', `${other.at}/refuseSample`, { sample: other.sample, reason: 'wrong red' });
}
