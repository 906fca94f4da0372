export type Submission = { status: 'ACCEPTED' | 'REJECTED' | 'UNKNOWN'; bankReference?: string; reason?: string };

/**
 * Where payment orders go. `key` is the idempotency key of the order: submitting twice under one key sends once.
 * UNKNOWN means nobody can say whether the bank has it; then `ask` with the same key until it answers otherwise, or
 * submit the same message again, whose MsgId lets the bank recognise it (ISO 20022 duplicate check). ACCEPTED is
 * receipt, not payment: only pain.002 ACSC or a camt debit is that.
 */
export type BankGateway = {
  submit(pain001Xml: string, key: string): Promise<Submission>;
  ask(key: string): Promise<Submission>;
};
