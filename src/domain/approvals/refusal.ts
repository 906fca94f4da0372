/** Why an approval, a purchase limit or their rules refuse something; the API gives each its status. */
export type ApprovalRefusalCode =
  | 'approval-needed'
  | 'approval-closed'
  | 'approval-void'
  | 'no-approver'
  | 'not-an-approver'
  | 'own-request'
  | 'already-decided'
  | 'stale-hash'
  | 'currency-not-allowed'
  | 'purchase-limit'
  | 'credit-limit'
  | 'unknown-buyer'
  | 'unknown-user'
  | 'unknown-time-zone'
  | 'same-person'
  | 'already-confirmed'
  | 'invalid-input';

export interface ApprovalRefusal {
  code: ApprovalRefusalCode;
  detail: string;
  data?: Record<string, unknown>;
}

export const refuse = (
  code: ApprovalRefusalCode,
  detail: string,
  data?: Record<string, unknown>,
): { rejection: ApprovalRefusal } => ({ rejection: data === undefined ? { code, detail } : { code, detail, data } });
