import { type OrderCompanies, servingRoles } from '../parties.ts';
import type { RecordedFact } from '../record.ts';
import type { LetterData } from '../words/letter.ts';
import type { FactType, HappenedFact } from './facts.ts';
import { agreementTellers } from './letters/agreement.ts';
import { creditTellers } from './letters/credit.ts';
import { deliveryTellers, leavingTellers } from './letters/delivery.ts';
import { deliverBy, goodsTellers } from './letters/goods.ts';
import { moneyTellers } from './letters/money.ts';
import { reversalTellers } from './letters/reversals.ts';
import { sampleTellers } from './letters/samples.ts';
import { withdrawalTellers } from './letters/withdrawal.ts';
import { type Reader, type Teller, tell, tellBoth, type Tellers, type Told } from './letters/telling.ts';
import { isContracted, type Order } from './order.ts';

/** A letter to everybody who holds a role, in one company or, where `company` is null, on the platform. */
export interface RoleLetter {
  order: string;
  /** Number of the fact it tells of: one letter for each fact and reader. */
  fact: number;
  kind: string;
  company: string | null;
  role: Reader;
  /** The one person of the role it is for, as long as they hold it; to everybody who does, where nobody is named. */
  user?: string;
  data: LetterData;
  at: string;
}

const autoConfirmAt = (order: Order): string | null => (isContracted(order) ? order.receipt.autoConfirmAt : null);

/** Clocks whose running out is news to somebody outside; the others end a stage, which is told by what follows. */
const clockTellers: Record<string, (order: Order) => Told[]> = {
  answerWarning: (order) => {
    const dueAt = order.stage === 'enquiry' ? order.answer.dueAt : null;
    return [tell('supplier', 'answer-warning', { dueAt })];
  },
  deliveryWarning: (order) => [tell('supplier', 'delivery-warning', { deliverBy: deliverBy(order) })],
  deliveryOverdue: (order) => tellBoth('delivery-overdue', { deliverBy: deliverBy(order) }),
  packingListDue: () => [tell('supplier', 'packing-list-overdue')],
  withdrawalOver: (order) =>
    isContracted(order) && order.refundReason === null ? tellBoth('withdrawal-over') : [],
  sendBackDue: () => tellBoth('withdrawn-goods-awaited'),
  receiptReminder: (order) => [tell('buyer', 'receipt-reminder', { autoConfirmAt: autoConfirmAt(order) })],
};

type Housekeeping = 'ClockElapsed' | 'AttentionRaised' | 'AttentionCleared' | 'AdviserAssigned' | 'ProviderReplaced';

const housekeeping: Tellers<Housekeeping> = {
  ClockElapsed: ({ clock, attention }, order) => [
    ...(clockTellers[clock]?.(order) ?? []),
    ...(attention === null ? [] : [tell('operator', 'attention', { code: `clock:${clock}`, detail: attention })]),
  ],
  AttentionRaised: ({ code, detail }) => [tell('operator', 'attention', { code, detail })],
  AttentionCleared: null,
  AdviserAssigned: () => [...tellBoth('adviser-assigned'), tell('adviser', 'order-assigned')],
  ProviderReplaced: ({ place, before, company, reason }) => [
    ...tellBoth('provider-replaced', { place, company, reason }),
    tell(servingRoles[place], 'order-to-serve', { place }),
    ...(before === null ? [] : [{ ...tell(servingRoles[place], 'order-served-no-more', { place }), company: before }]),
  ],
};

/** One entry for each fact there is: a fact nobody decided about does not compile. */
const tellers: Tellers<FactType> = {
  ...housekeeping,
  ...agreementTellers,
  ...moneyTellers,
  ...creditTellers,
  ...reversalTellers,
  ...sampleTellers,
  ...goodsTellers,
  ...deliveryTellers,
  ...leavingTellers,
  ...withdrawalTellers,
};

const places: Record<Reader, keyof OrderCompanies | null> = {
  buyer: 'buyer',
  supplier: 'supplier',
  'warehouse-operator': 'warehouse',
  inspector: 'inspector',
  'customs-broker': 'broker',
  carrier: 'carrier',
  bank: 'bank',
  adviser: null,
  operator: null,
};

/** What a consumer's click does in one go is told once, by the sealed contract. */
const agreedByClick: readonly FactType[] = [
  'OrderOpened',
  'QuoteSubmitted',
  'QuoteAccepted',
  'PurchaseOrderIssued',
  'ContractDrafted',
];

/** What two advisers decide goes to all of them: the one assigned is not enough. */
const needTwo: readonly string[] = ['approval-wanted', 'approval-lapsed', 'ruling-to-confirm', 'scan-to-confirm'];

/** A letter that cannot be written must not keep the fact from the record: an operator is told instead. */
function toldBy(happened: HappenedFact, order: Order): Told[] {
  if (order.consumer !== undefined && agreedByClick.includes(happened.type)) return [];
  const teller = tellers[happened.type] as Teller<FactType> | null | undefined;
  try {
    return teller?.(happened.data as never, order, happened) ?? [];
  } catch (error) {
    const detail = `No letter could be written about ${happened.type}: ${(error as Error).message}`;
    return [tell('operator', 'attention', { code: 'letter-failed', detail })];
  }
}

/**
 * The letters that facts just recorded make the house write; `order` is the order after them. The same facts always
 * give the same letters, so that writing them twice changes nothing.
 */
export function lettersOf(facts: readonly RecordedFact[], order: Order): RoleLetter[] {
  return facts.flatMap((recorded) => {
    const happened = recorded as unknown as HappenedFact;
    return toldBy(happened, order).map(({ to, kind, data, company: former }) => {
      const place = places[to];
      const company = place === null ? null : (former ?? order.companies[place] ?? null);
      const letter = { order: order.order, fact: recorded.seq, kind, company, role: to, data, at: happened.at };
      const one = to === 'adviser' && !needTwo.includes(kind) ? order.adviser?.user : undefined;
      return one === undefined ? letter : { ...letter, user: one };
    });
  });
}
