import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyPendingEntries } from '../../src/api/bank/intake.ts';
import { lookedAtEntry, pendingBankEntries } from '../../src/persistence/bank.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { unpaid } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** Movements that can only wait: reversals of a credit that stays pending itself. */
const waiting = (count: number, from: number) =>
  query(office.orm, {
    text: `insert into bank_entry (dedupe_key, message, account, currency, amount_minor, credit_debit, reversal,
        end_to_end_id, "references", booking_date, content, disposition)
      select 'wait-' || n, (select min(sha256) from bank_message), 'GB82WEST12345698765432', 'USD', 5, 'DBIT', true,
        'STUCK', '[]', '2026-11-22', '{"kind":"REVERSED_CREDIT","problem":null,"reason":"x","entryKey":"w"}', 'pending'
      from generate_series($1::int, $2::int) n returning 1`,
    values: [from, from + count - 1],
  });

describe('movements that wait for ever', () => {
  it('keep no new one from its turn, and have theirs in turn', async () => {
    const { trade, reference } = await unpaid(office);
    await trade.bank(notice([credit('', 1)]));
    await query(office.orm, {
      text: `insert into bank_entry (dedupe_key, message, account, currency, amount_minor, credit_debit, reversal,
          end_to_end_id, "references", booking_date, content, disposition)
        select 'stuck', min(sha256), 'GB82WEST12345698765432', 'USD', 5, 'CRDT', false, 'STUCK', '[]', '2026-11-22',
          '{"kind":"IGNORED","problem":null,"reason":"x","entryKey":"s"}', 'pending' from bank_message returning 1`,
    });
    await waiting(130, 1);
    // The first rounds look at all of it: the credit fails each time, and what waits for it waits.
    for (let round = 0; round < 3; round += 1) await applyPendingEntries(office.deps);
    const [{ unseen }] = (await query<{ unseen: string }>(office.orm, {
      text: `select count(*) as unseen from bank_entry where disposition = 'pending' and looked_at is null`,
    })) as [{ unseen: string }];
    expect(Number(unseen)).toBe(0);
    office.desk.failNext('down');
    const [asked] = (await trade.contracted()).payments;
    const [late] = await trade.bank(notice([credit(reference, asked?.amountMinor ?? 0)]));
    expect(late?.disposition).toBe('pending');
    expect(await applyPendingEntries(office.deps)).toBe(1);
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'FUNDED' }]);
  });

  it('are a quarter of a round at least, however much is new', async () => {
    await waiting(300, 1000);
    const before = await pendingBankEntries(office.orm);
    const old = before.filter(({ dedupeKey }) => !/^wait-1\d\d\d$/.test(dedupeKey));
    expect(before).toHaveLength(100);
    expect(old).toHaveLength(25);
    for (const { dedupeKey } of old) await lookedAtEntry(office.orm, dedupeKey);
    const after = (await pendingBankEntries(office.orm)).map(({ dedupeKey }) => dedupeKey);
    expect(old.filter(({ dedupeKey }) => after.includes(dedupeKey))).toEqual([]);
  });
});
