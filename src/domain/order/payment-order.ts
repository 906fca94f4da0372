import { bankDateOf } from '../reconciliation/banking-days.ts';
import type { Disbursement } from './parts.ts';

/** When a payment was last ordered of the bank: by its last approval, or by the house itself. ISO instant. */
export const orderedAtOf = ({ approvals, openedAt }: Pick<Disbursement, 'approvals' | 'openedAt'>): string =>
  approvals.at(-1)?.at ?? openedAt;

/** The day on which the bank is to pay (ReqdExctnDt): that of the order where the trust account is kept, Hong Kong. */
export const requestedDateOf = (orderedAt: string): string => bankDateOf(orderedAt);

/** The MsgId of a payment order (pain.001): at most 35 characters, another one each time a payment is ordered. */
export const messageIdOf = ({ id, orderedAt }: { id: string; orderedAt: string }): string =>
  `${id}-${Date.parse(orderedAt).toString(36)}`;

/** The payment a MsgId of ours was made for: each message orders one. */
export const paymentOfMessage = (messageId: string): string => messageId.replace(/-[0-9a-z]+$/, '');

/** What stands for the bank's debit while only its status report (pain.002 ACSC) has told that it paid. */
export const settledByReport = (messageId: string): string => `${reportMark}${messageId}`;
export const reportMark = 'pain.002:';
