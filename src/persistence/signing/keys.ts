import type { MikroORM } from '@mikro-orm/postgresql';
import type { Db } from '../catalogue/write-once.ts';
import { query } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

/** A person's key; `publicKey` is SubjectPublicKeyInfo as PEM. */
export interface SigningKey {
  id: string;
  user: string;
  origin: 'PLATFORM' | 'OWN';
  publicKey: string;
  at: string;
  revokedAt: string | null;
}

const columns = `id, user_id as "user", origin, public_key as "publicKey", iso(at) as at,
  iso(revoked_at) as "revokedAt"`;

/** Every key a person ever had, newest first. */
export const keysOf = (source: Source, user: string): Promise<SigningKey[]> =>
  read<SigningKey>(source, {
    text: `select ${columns} from signing_key where user_id = $1 order by signing_key.at desc, id limit 100`,
    values: [user],
  });

/** The key a person signs with now, with its sealed secret where the platform keeps it; null when there is none. */
export async function keyInUse(orm: MikroORM, user: string): Promise<(SigningKey & { sealed: Buffer | null }) | null> {
  const rows = await query<SigningKey & { sealed: Buffer | null }>(orm, {
    text: `select ${columns}, sealed from signing_key where user_id = $1 and revoked_at is null`,
    values: [user],
  });
  return rows[0] ?? null;
}

/** Keeps a new key, which takes the place of the one the person had. */
export async function keepKey(db: Db, key: Omit<SigningKey, 'revokedAt'> & { sealed: Buffer | null }): Promise<void> {
  const { id, user, origin, publicKey, sealed, at } = key;
  await db.query('update signing_key set revoked_at = $2 where user_id = $1 and revoked_at is null', [user, at]);
  await db.query(
    'insert into signing_key (id, user_id, origin, public_key, sealed, at) values ($1, $2, $3, $4, $5, $6)',
    [id, user, origin, publicKey, sealed, at],
  );
}

/** Ends a key of `user` for new signatures; its secret is forgotten. False when there is no such key in use. */
export async function revokeKey(db: Db, id: string, user: string, at: string): Promise<boolean> {
  const { rows } = await db.query(
    `update signing_key set revoked_at = $3, sealed = null
      where id = $1 and user_id = $2 and revoked_at is null returning 1`,
    [id, user, at],
  );
  return rows.length === 1;
}

/** A signature (Ed25519, base64url) of a person's key over the hash of a contract, as its 64 hexadecimal digits. */
export interface ContractSignature {
  commandId: string;
  order: string;
  hash: string;
  user: string;
  company: string;
  key: string;
  publicKey: string;
  signature: string;
  at: string;
}

/** Keeps a signature, once by the command it came with. */
export async function keepSignature(orm: MikroORM, given: ContractSignature): Promise<void> {
  const { commandId, order, hash, user, company, key, publicKey, signature, at } = given;
  await query(orm, {
    text: `insert into contract_signature (command_id, order_no, hash, user_id, company, key_id, public_key, signature,
        at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    values: [commandId, order, hash, user, company, key, publicKey, signature, at],
  });
}

/** Forgets the signature of a command that was refused after all. */
export async function dropSignature(orm: MikroORM, commandId: string): Promise<void> {
  await query(orm, { text: 'delete from contract_signature where command_id = $1', values: [commandId] });
}

/** The signatures over these hashes of an order, oldest first. */
export const signaturesOver = (source: Source, order: string, hashes: string[]): Promise<ContractSignature[]> =>
  read<ContractSignature>(source, {
    text: `select command_id as "commandId", order_no as "order", hash, user_id as "user", company,
        key_id as "key", public_key as "publicKey", signature, iso(at) as at
      from contract_signature where order_no = $1 and hash = any($2) order by contract_signature.at, command_id`,
    values: [order, hashes],
  });
