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
