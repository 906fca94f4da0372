import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { parking } from '../domain/suspense.ts';
import { inTransaction, untilUndisturbed, whole } from './sql.ts';
import { lockSuspended, voidProposal } from './suspense.ts';

interface Half {
  entry: string;
  account: string;
  currency: string;
  amountMinor: number;
  creditDebit: 'CRDT' | 'DBIT';
  disposition: string;
}

async function lockedHalf(client: PoolClient, key: string): Promise<Half | null> {
  const { rows } = await client.query<Half & { amountMinor: string }>(
    `select dedupe_key as entry, account, currency, amount_minor as "amountMinor", credit_debit as "creditDebit",
        disposition from bank_entry where dedupe_key = $1 for update`,
    [key],
  );
  return rows[0] === undefined ? null : { ...rows[0], amountMinor: whole(rows[0].amountMinor) };
}

/**
 * A credit in suspense and the reversal that takes all of it back make up for each other, whichever was told of first:
 * the one that is pending is booked through suspense as well, and both are applied and name each other. A proposal that
 * waits for its second person is void by that. False, and nothing is written, where either has been dealt with
 * otherwise, two people have decided about the parked one, or they are not each other's counterpart.
 */
export function offsetInSuspense(
  orm: MikroORM,
  { pending, parked, trust, why, at }: { pending: string; parked: string; trust: string; why: string; at: string },
): Promise<boolean> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      // In the order of their keys, so that two offsets that meet wait for each other instead of deadlocking.
      for (const key of [pending, parked].sort()) await lockedHalf(client, key);
      const came = await lockedHalf(client, pending);
      const waits = await lockSuspended(client, parked);
      if (came === null || waits === null) return false;
      const counterpart =
        came.account === waits.account &&
        came.currency === waits.currency &&
        came.amountMinor === waits.amountMinor &&
        came.creditDebit !== waits.creditDebit;
      const free = came.disposition === 'pending' && waits.disposition === 'suspense';
      if (!counterpart || !free || waits.proposal?.state === 'approved') return false;
      if (waits.proposal !== null) {
        const detail = `the movement was made up for by ${pending}`;
        await voidProposal(client, waits.proposal.id, { by: null, detail, at });
      }
      await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [
        JSON.stringify(parking(came, trust)),
      ]);
      const applied = `update bank_entry set disposition = 'applied', why = $2 where dedupe_key = $1`;
      await client.query(applied, [pending, why]);
      await client.query(applied, [parked, `made up for by ${pending}`]);
      return true;
    }),
  );
}
