import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Keeps secrets encrypted under a key that never is in the database. */
export interface Vault {
  /** `about` is bound into the seal: a sealed secret opens only for what it was sealed for. */
  seal(secret: Buffer, about: string): Buffer;
  /** Throws when the bytes were changed, sealed for something else, or under another key. */
  open(sealed: Buffer, about: string): Buffer;
}

/**
 * A vault of AES-256-GCM (NIST SP 800-38D) with a random nonce a seal: nonce, ciphertext and tag in one. Throws
 * RangeError for anything but 32 bytes in base64url, so that a mistyped key stops the process.
 */
export function openVault(secret: string): Vault {
  const key = Buffer.from(secret, 'base64url');
  if (key.length !== keyBytes || key.toString('base64url') !== secret) {
    throw new RangeError('SIGNING_KEK: must be 32 bytes in base64url');
  }
  return {
    seal(plain, about) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      const nonce = sealed.subarray(0, nonceBytes);
      const body = sealed.subarray(nonceBytes, -tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
  };
}
