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
    `select dedupe_key as entry, account, currency, amount_minor - offset_minor as "amountMinor",
        credit_debit as "creditDebit", disposition from bank_entry where dedupe_key = $1 for update`,
    [key],
  );
  return rows[0] === undefined ? null : { ...rows[0], amountMinor: whole(rows[0].amountMinor) };
}

/** Notes that `minor` of a movement are made up for: it waits on with the rest, or is dealt with. */
const offsetBy = (client: PoolClient, entry: string, minor: number, why: { whole: string; part: string }) =>
  client.query(
    `update bank_entry set offset_minor = offset_minor + $2,
        disposition = case when offset_minor + $2 = amount_minor then 'applied' else 'suspense' end,
        why = case when offset_minor + $2 = amount_minor then $3 else $4 end where dedupe_key = $1`,
    [entry, minor, why.whole, why.part],
  );

/** The reversal of two movements that takes back the other, or part of it; null where they are no such pair. */
function reversalOf(one: Half, other: Half): Half | null {
  const [credit, reversal] = one.creditDebit === 'CRDT' ? [one, other] : [other, one];
  const pair =
    credit.account === reversal.account &&
    credit.currency === reversal.currency &&
    credit.creditDebit !== reversal.creditDebit &&
    reversal.amountMinor <= credit.amountMinor;
  return pair ? reversal : null;
}

/**
 * A credit in suspense and the reversal that takes back all or part of it make up for each other to the cent, whichever
 * was told of first: the one that is pending is booked through suspense as well, and they name each other. The reversal
 * is applied; of the credit the rest waits on in suspense, if there is one. A proposal that waits for its second person
 * is void by that. False, and nothing is written, where either has been dealt with otherwise, two people have decided
 * about the parked one, or they are not each other's counterpart.
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
      const reversal = reversalOf(came, waits);
      const free = came.disposition === 'pending' && waits.disposition === 'suspense';
      if (reversal === null || !free || waits.proposal?.state === 'approved') return false;
      if (waits.proposal !== null) {
        const detail = `the movement was made up for by ${pending}`;
        await voidProposal(client, waits.proposal.id, { by: null, detail, at });
      }
      await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [
        JSON.stringify(parking(came, trust)),
      ]);
      const { amountMinor } = reversal;
      await offsetBy(client, pending, amountMinor, { whole: why, part: `made up for in part by ${parked}` });
      const by = `made up for by ${pending}`;
      await offsetBy(client, parked, amountMinor, { whole: by, part: `made up for in part by ${pending}` });
      return true;
    }),
  );
}
