/** An event beyond the supplier's control; once accepted, the delivery date stands still while it lasts. */
export interface ForceMajeure {
  hash: string;
  since: string;
  detail: string;
  /** Reference or hash of the paper that proves it. */
  evidence: string;
  claimedAt: string;
  status: 'CLAIMED' | 'ACCEPTED' | 'REFUSED';
  /** Advisers who accepted it; two of them stand in for the buyer. */
  approvals: { user: string; at: string }[];
  endedAt: string | null;
}
