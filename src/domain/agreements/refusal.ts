/** Why an agreement, or something an agreement stands against, is refused; the API gives each its status. */
export type AgreementRefusalCode =
  | 'unknown-partner'
  | 'not-your-move'
  | 'stale-hash'
  | 'not-proposed'
  | 'not-in-force'
  | 'not-a-frame'
  | 'lines-unknown'
  | 'frame-exhausted'
  | 'frame-terms'
  | 'exclusive-territory'
  | 'destination-unclear'
  | 'marketing-overlap'
  | 'marketing-terms'
  | 'no-budget'
  | 'budget-exhausted'
  | 'outside-term'
  | 'not-claimed'
  | 'already-claimed'
  | 'unknown-cost';

export interface AgreementRefusal {
  code: AgreementRefusalCode;
  detail: string;
  data?: Record<string, unknown>;
}

export const refuse = (
  code: AgreementRefusalCode,
  detail: string,
  data?: Record<string, unknown>,
): { rejection: AgreementRefusal } => ({ rejection: data === undefined ? { code, detail } : { code, detail, data } });
