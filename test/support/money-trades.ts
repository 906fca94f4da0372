import type { Terms } from '../../src/domain/order/terms.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { issueCredit } from './credit-moves.ts';
import { goOn, playTo } from './http-trade.ts';
import { calm, come, type ModelTrade, passes, type World } from './money-world.ts';

const onReceipt = { settlement: { trigger: 'RECEIPT_CONFIRMED' as const } };
const byCredit = {
  paymentMethod: 'LETTER_OF_CREDIT' as const,
  paymentPlan: [
    { share: 3000, due: 'ON_CONTRACT' as const },
    { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
  ],
};
/** A half per cent for each day begun after one of grace, at most five per cent. */
const lateDelivery = { perDayBp: 50, capBp: 500, graceDays: 1, measuredBy: 'GOODS_RECEIVED' as const };

/** The trades a run begins with: what was agreed, and how far they have come when chance takes over. */
export const beginnings = {
  asked: { clauses: {}, stage: 'escrow' },
  'to be released': { clauses: {}, stage: 'release' },
  'to be received': { clauses: onReceipt, stage: 'receipt' },
  late: { clauses: { lateDelivery }, stage: 'release', late: true },
  'late, to be received': { clauses: { lateDelivery, ...onReceipt }, stage: 'receipt', late: true },
  'wants a credit': { clauses: byCredit, stage: 'escrow' },
  'drawn on before title': { clauses: byCredit, stage: 'release' },
  'drawn on for shipment': { clauses: { ...byCredit, ...onReceipt }, stage: 'shipment' },
} satisfies Record<string, { clauses: Partial<Terms>; stage: string; late?: true }>;
export type Beginning = keyof typeof beginnings;

const hongKong = 8 * 3_600_000;

/** Begins a trade; what is paid on the way is what the bank of the model knows of. */
export async function begin(world: World, name: Beginning): Promise<ModelTrade> {
  const { clauses, stage, late } = { late: false, ...beginnings[name] };
  const today = new Date(Date.parse(world.office.deps.now()) + hongKong).toISOString().slice(0, 10);
  const played = await playTo(world.office, 'escrow', { ...clauses, ...(late ? { deliverBy: today } : {}) });
  const trade = { ...played, byCredit: 'paymentMethod' in clauses };
  if (stage === 'escrow') return trade;
  for (const { reference, amountMinor } of openRequests(await trade.contracted()))
    await come(world, calm('pays'), reference, amountMinor);
  if (trade.byCredit) await issueCredit(world, trade);
  if (late) {
    await goOn(trade, 'warehouse');
    await passes(world, 4);
  }
  await goOn(trade, stage);
  return trade;
}
