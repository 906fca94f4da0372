import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Puts the house's name to a checkpoint; who holds the public key can tell that no other hand sealed the ledger. */
export interface LedgerSigner {
  /** First 16 hexadecimal digits of the SHA-256 of the public key (SubjectPublicKeyInfo, DER). */
  keyId: string;
  /** The public key as PEM, for auditors to keep outside this system. */
  publicKey: string;
  /** The same as 32 bytes in base64url: what LEDGER_FORMER_KEYS takes once another key signs. */
  shortKey: string;
  sign(block: SignedBlock): string;
}

type SignedBlock = { number: number; hash: string };

/** DER of a PKCS #8 Ed25519 key up to its 32 secret bytes (RFC 8410, section 7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedBytes = 32;

/**
 * The signer for a secret of 32 random bytes in base64url (Ed25519, RFC 8032). Throws RangeError for anything else, so
 * that a mistyped key stops the process instead of sealing under a key nobody knows.
 */
export function ledgerSigner(secret: string): LedgerSigner {
  const seed = Buffer.from(secret, 'base64url');
  if (seed.length !== seedBytes || seed.toString('base64url') !== secret) {
    throw new RangeError('LEDGER_SIGNING_KEY: must be 32 bytes in base64url');
  }
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    shortKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(spki.length).toString('base64url'),
    sign: (block) => sign(null, textOf(block), key).toString('base64url'),
  };
}

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410, section 4). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** The PEM of a public key given as 32 bytes in base64url. */
export const publicKeyOf = (text: string): string =>
  createPublicKey({ key: Buffer.concat([spki, Buffer.from(text, 'base64url')]), format: 'der', type: 'spki' })
    .export({ format: 'pem', type: 'spki' })
    .toString();

const keyIdOf = (key: KeyObject): string =>
  createHash('sha256').update(key.export({ format: 'der', type: 'spki' })).digest('hex').slice(0, 16);

/** The hash covers the block before and so the whole ledger up to it. */
const textOf = ({ number, hash }: SignedBlock): Buffer => Buffer.from(`ledger block ${number} ${hash}`);

/** Public keys checkpoints may be signed with, by key id. */
export type LedgerKeys = ReadonlyMap<string, KeyObject>;

/** Keys from their PEM texts; a house that changed its key gives the old ones as well. */
export const ledgerKeys = (pems: readonly string[]): LedgerKeys =>
  new Map(pems.map((pem) => createPublicKey(pem)).map((key) => [keyIdOf(key), key]));

/** Whether the block carries the signature of one of the keys. */
export function isSigned(
  block: SignedBlock & { keyId: string | null; signature: string | null }, keys: LedgerKeys,
): boolean {
  const key = block.keyId === null ? undefined : keys.get(block.keyId);
  return key !== undefined && block.signature !== null
    && verify(null, textOf(block), key, Buffer.from(block.signature, 'base64url'));
}
