/** Pieces of one line that a consumer withdraws from buying. */
export interface WithdrawnLine {
  line: number;
  quantity: number;
}

/** A consumer's statement of withdrawal, and what became of it. Instants in ISO 8601. */
export interface Withdrawal {
  id: string;
  /** In the consumer's own words; none are needed. */
  statement: string;
  lines: WithdrawnLine[];
  at: string;
  /** What goes back, in minor units of the contract's currency: the delivered price of the pieces. */
  amountMinor: number;
  /** Null where the goods never left. */
  sendBackBy: string | null;
  refundBy: string;
  sent: { carrier: string; number: string; at: string } | null;
  closed: { how: WithdrawalEnd; at: string } | null;
}

/** How a withdrawal ended; by DISPUTE the parties or two advisers decided what goes back instead. */
export const withdrawalEnds = ['BEFORE_HAND_OVER', 'GOODS_BACK', 'PROOF_OF_SENDING', 'DISPUTE'] as const;
export type WithdrawalEnd = (typeof withdrawalEnds)[number];

/** What an order keeps of it; left out while there is nothing. */
export interface Withdrawable {
  withdrawals?: Withdrawal[];
}

/** The facts of a withdrawal, each with what it says. */
export interface WithdrawalFacts {
  /** A consumer withdraws from buying pieces: the statement as it was made. */
  ContractWithdrawn: { withdrawal: Withdrawal };
  WithdrawnGoodsSent: { withdrawal: string; carrier: string; number: string };
  /** The goods are dealt with: their price goes back. */
  WithdrawalHonoured: { withdrawal: string; how: WithdrawalEnd; amountMinor: number; currency: string };
}

const all = ({ withdrawals }: Withdrawable): Withdrawal[] => withdrawals ?? [];

/** Statements whose goods are not dealt with yet. */
export const openWithdrawals = (order: Withdrawable): Withdrawal[] =>
  all(order).filter(({ closed }) => closed === null);

/** Those that hold: the ones a dispute took the place of do not. */
export const standingWithdrawals = (order: Withdrawable): Withdrawal[] =>
  all(order).filter(({ closed }) => closed?.how !== 'DISPUTE');

/** How many pieces of a line the consumer has withdrawn from. */
export const piecesWithdrawn = (order: Withdrawable, line: number): number =>
  standingWithdrawals(order)
    .flatMap(({ lines }) => lines)
    .reduce((total, each) => (each.line === line ? total + each.quantity : total), 0);

/** Of the contract's price, what is not owed any more because the pieces went back. */
export const honouredMinor = (order: Withdrawable): number =>
  standingWithdrawals(order)
    .filter(({ closed }) => closed !== null)
    .reduce((total, { amountMinor }) => total + amountMinor, 0);
