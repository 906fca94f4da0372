import type { MikroORM } from '@mikro-orm/postgresql';
import { inTransaction } from './sql.ts';
import { sqlState } from './store-error.ts';

const lockNotAvailable = '55P03';

/**
 * Carries the balances of guarded accounts forward that got `least` postings or more since the last time, at most
 * `limit` of them. Answers how many; 0 also when the ledger is too busy to stand still for a moment, since later does
 * as well.
 */
export async function carryBalancesForward(orm: MikroORM, least = 200, limit = 100): Promise<number> {
  try {
    return await inTransaction(orm, async (client) => {
      const { rows } = await client.query<{ account: string; currency: string }>(
        `select p.account, p.currency from ledger_posting p
          left join ledger_balance b on b.account = p.account and b.currency = p.currency
          where may_not_be_debit(p.account) and p.transaction_seq > coalesce(b.through_seq, -1)
          group by p.account, p.currency having count(*) >= $1 order by count(*) desc limit $2`,
        [least, limit],
      );
      if (rows.length === 0) return 0;
      await client.query(`set local lock_timeout = '1s'`);
      await client.query('select carry_balances_forward($1, $2)', [
        rows.map(({ account }) => account), rows.map(({ currency }) => currency),
      ]);
      return rows.length;
    });
  } catch (error) {
    if (sqlState(error) === lockNotAvailable) return 0;
    throw error;
  }
}
