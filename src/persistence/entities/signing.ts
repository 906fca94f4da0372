import { defineEntity, p } from '@mikro-orm/core';

/** A person's Ed25519 key: made by the platform and kept sealed, or brought by the person and known in public only. */
export const SigningKeyEntity = defineEntity({
  name: 'SigningKey',
  tableName: 'signing_key',
  properties: {
    id: p.text().primary(),
    userId: p.text(),
    origin: p.text().check("origin in ('PLATFORM', 'OWN')"),
    publicKey: p.text(),
    sealed: p.blob().nullable(),
    at: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'signing_key_one_of_a_user', properties: ['userId'], where: 'revoked_at is null' }],
});

/** A signature over the hash of a contract. */
export const ContractSignatureEntity = defineEntity({
  name: 'ContractSignature',
  tableName: 'contract_signature',
  properties: {
    commandId: p.text().primary(),
    orderNo: p.text().index(),
    hash: p.text(),
    userId: p.text(),
    company: p.text(),
    keyId: p.text(),
    publicKey: p.text(),
    signature: p.text(),
    at: p.datetime(),
  },
});

/** A timestamp by an authority over a contract or the record; `response` is its answer (RFC 3161 TimeStampResp). */
export const EvidenceTimestampEntity = defineEntity({
  name: 'EvidenceTimestamp',
  tableName: 'evidence_timestamp',
  properties: {
    orderNo: p.text().primary(),
    subject: p.text().primary().check("subject in ('CONTRACT', 'RECORD')"),
    number: p.integer().primary(),
    hash: p.text(),
    state: p
      .text()
      .default('WANTED')
      .check(
        "state in ('WANTED', 'UNKNOWN', 'REFUSED', 'STAMPED') and (state = 'STAMPED') = (response is not null)",
      ),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime().defaultRaw('now()'),
    why: p.text().nullable(),
    authority: p.text().nullable(),
    stampedAt: p.datetime().nullable(),
    policy: p.text().nullable(),
    serial: p.text().nullable(),
    signer: p.text().nullable(),
    response: p.blob().nullable(),
  },
  indexes: [{ name: 'evidence_timestamp_due', properties: ['nextAttemptAt'], where: 'response is null' }],
});
