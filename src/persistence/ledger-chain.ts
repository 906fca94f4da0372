import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/hash.ts';
import type { Posting } from '../domain/ledger.ts';
import { isSigned, type LedgerKeys } from './ledger-signing.ts';

/**
 * A checkpoint of the ledger; seqs of neighbouring blocks may interleave, because blocks follow the order of commits.
 */
export interface LedgerBlock {
  number: number;
  firstSeq: number;
  lastSeq: number;
  count: number;
  previousHash: string;
  hash: string;
  /** Ed25519 over number and hash; null for blocks sealed without a key. */
  keyId: string | null;
  signature: string | null;
}

/** A transaction as the hash sees it. */
export interface SealedTransaction {
  seq: number;
  id: string;
  order: string | null;
  kind: string;
  at: string;
  postings: Posting[];
}

/** The hash before the first block. */
export const genesis = '0'.repeat(64);

/**
 * SHA-256 over the block's number, the hash before it and its transactions in order of seq, as canonical JSON (RFC
 * 8785).
 */
export function blockHash(number: number, previousHash: string, transactions: SealedTransaction[]): string {
  return createHash('sha256').update(canonicalJson({ number, previousHash, transactions })).digest('hex');
}

/** What is wrong with one block. */
export interface BlockFault {
  kind: 'block-hash' | 'block-chain' | 'block-count' | 'block-signature';
  where: string;
  detail: string;
}

type Checked = Omit<LedgerBlock, 'firstSeq' | 'lastSeq'>;

/**
 * Proves one block: it follows the one before, holds as many transactions as were sealed, has their hash, and is
 * signed. Signatures are asked for from the first signed block on, and only where `keys` are given.
 */
export function blockFaults(
  block: Checked, previous: Pick<Checked, 'number' | 'hash' | 'keyId'>, transactions: SealedTransaction[],
  keys: LedgerKeys | null,
): BlockFault[] {
  const where = `block ${block.number}`;
  const faults: BlockFault[] = [];
  if (block.number !== previous.number + 1 || block.previousHash !== previous.hash) {
    faults.push({ kind: 'block-chain', where, detail: `does not follow block ${previous.number}` });
  }
  if (transactions.length !== block.count) {
    const detail = `sealed ${block.count}, found ${transactions.length} or more`;
    faults.push({ kind: 'block-count', where, detail });
  }
  const hash = blockHash(block.number, block.previousHash, transactions);
  if (hash !== block.hash) faults.push({ kind: 'block-hash', where, detail: `sealed ${block.hash}, is ${hash}` });
  const mustBeSigned = keys !== null && (block.keyId !== null || previous.keyId !== null);
  if (mustBeSigned && !isSigned(block, keys)) {
    const detail = block.keyId === null
      ? 'is not signed, and every block from the first signed one on must be'
      : `has no valid signature of key ${block.keyId}`;
    faults.push({ kind: 'block-signature', where, detail });
  }
  return faults;
}
