/** What a person asked for and the stored data does not allow; a value, never thrown. */
export interface Rejection {
  code: string;
  detail: string;
}

/** The database's own rules (migration `rules` and `record`), by the SQLSTATE they are raised with. */
const codes: Record<string, string> = {
  TE001: 'facts-not-contiguous',
  TE002: 'version-not-newer',
  TE003: 'ledger-id-reused',
  TE004: 'paper-changed',
  TE005: 'reference-taken',
  TE006: 'command-of-another-order',
  TE007: 'reference-missing',
  TE010: 'append-only',
  TE011: 'ledger-unbalanced',
  TE012: 'account-overdrawn',
  TE013: 'ledger-without-postings',
  TE014: 'ledger-transaction-complete',
  TE015: 'wrong-isolation',
};

/** A rule of the database was about to be broken. It is a bug in what called, so trying again does not help. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: string;

  constructor(code: string, cause: Error) {
    super(cause.message, { cause });
    this.code = code;
  }
}

/** The SQLSTATE of an error from PostgreSQL, or '' for any other error. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * True for what the database refuses however often it is tried: a broken rule, a value it cannot hold or a constraint
 * (SQLSTATE classes 22 and 23, but for a lost race), a number that is not exact. Everything else may pass: a lost
 * connection, a full disk.
 */
export function isLasting(error: unknown): error is Error {
  const state = sqlState(error);
  return error instanceof StoreError || error instanceof RangeError || (/^2[23]/.test(state) && state !== '23505');
}

/** Turns an error raised by one of the rules into a StoreError and leaves every other error as it is. */
export function asStoreError(error: unknown): unknown {
  const code = codes[sqlState(error)];
  return code !== undefined && error instanceof Error ? new StoreError(code, error) : error;
}
