import type { MikroORM } from '@mikro-orm/postgresql';
import type { Agreement } from '../../domain/agreements/agreement.ts';
import { type CalledLine, whyNotCalledOff } from '../../domain/agreements/call-off.ts';
import type { AgreementRefusal } from '../../domain/agreements/refusal.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { inTransaction, query, untilUndisturbed } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

const columns = `id, buyer, supplier, content, hash, state, signatures, end_asked_by as "endAskedBy",
  iso(ends_at) as "endsAt", iso(at) as at`;

/** Keeps a proposed agreement. */
export async function keepAgreement(db: Db, agreement: Agreement): Promise<void> {
  const { id, buyer, supplier, content, hash, state, signatures, endAskedBy, at } = agreement;
  await db.query(
    `insert into agreement (id, buyer, supplier, content, hash, state, signatures, end_asked_by, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, buyer, supplier, JSON.stringify(content), hash, state, JSON.stringify(signatures), endAskedBy, at],
  );
}

/** One agreement; null when there is none. */
export async function findAgreement(source: Source, id: string): Promise<Agreement | null> {
  const rows = await read<Agreement>(source, { text: `select ${columns} from agreement where id = $1`, values: [id] });
  return rows[0] ?? null;
}

/** One agreement, held until the transaction ends; null when there is none. */
export async function agreementForChange(db: Db, id: string): Promise<Agreement | null> {
  const { rows } = await db.query<Agreement>(`select ${columns} from agreement where id = $1 for update`, [id]);
  return rows[0] ?? null;
}

/** Writes down how far an agreement has come. */
export async function changeAgreement(db: Db, { id, state, signatures, endAskedBy, endsAt }: Agreement): Promise<void> {
  await db.query('update agreement set state = $2, signatures = $3, end_asked_by = $4, ends_at = $5 where id = $1', [
    id,
    state,
    JSON.stringify(signatures),
    endAskedBy,
    endsAt,
  ]);
}

/** The agreements a company has signed as supplier. */
export const signedBySupplier = (orm: MikroORM, supplier: string): Promise<Agreement[]> =>
  query<Agreement>(orm, {
    text: `select ${columns} from agreement where supplier = $1 and state = 'SIGNED' order by id`,
    values: [supplier],
  });

/** The same for one who is about to sign another: nobody else signs for the supplier until the transaction ends. */
export async function territoriesOf(db: Db, supplier: string): Promise<Agreement[]> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [`territories ${supplier}`]);
  const text = `select ${columns} from agreement where supplier = $1 and state = 'SIGNED' order by id`;
  return (await db.query<Agreement>(text, [supplier])).rows;
}

/** The agreements a company is a party of, newest first; every company's when left out. */
export async function listAgreements(
  source: Source,
  { company, after, limit }: { company?: string; after?: string; limit: number },
): Promise<{ agreements: Agreement[]; next: string | null }> {
  const [at, id] = after === undefined ? ['infinity', ''] : cursorValues(after, 2);
  const rows = await read<Agreement & { key: string }>(source, {
    text: `select ${columns}, at::text as key from agreement where ($1::text is null or $1 in (buyer, supplier))
      and (agreement.at, id) < ($2::timestamptz, $3) order by agreement.at desc, id desc limit $4`,
    values: [company ?? null, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    agreements: page.map(({ key: _, ...agreement }) => agreement),
    next: last === undefined ? null : cursorAfter([last.key, last.id]),
  };
}

// An order that came to nothing, or whose money goes back, gives back what it called off.
const counts = `not exists (select from order_view v where v.order_no = c.order_no
  and (v.stage = 'refund' or v.stage = 'closed' and v.outcome <> 'completed'))`;

/** An order called off from a frame. */
export interface KeptCallOff {
  order: string;
  lines: CalledLine[];
  at: string;
}

const calledOff = (agreement: string) => ({
  text: `select order_no as "order", lines, iso(at) as at from agreement_call_off c
    where agreement = $1 and ${counts} order by c.at, order_no`,
  values: [agreement],
});

/** What counts as called off from a frame, oldest first, as one of its readers may see it. */
export const callOffsSeen = (source: Source, agreement: string): Promise<KeptCallOff[]> =>
  read<KeptCallOff & Record<string, unknown>>(source, calledOff(agreement));

/** The same within the transaction of a writer. */
async function callOffsOf(db: Db, agreement: string): Promise<KeptCallOff[]> {
  return (await db.query<KeptCallOff>(calledOff(agreement))).rows;
}

/**
 * Takes a call-off from its frame, once by the order's number and one at a time for a frame, so that two never both
 * take what is left. Refused as `whyNotCalledOff` does.
 */
export const callOff = (
  orm: MikroORM,
  { agreement, order, lines, at }: KeptCallOff & { agreement: string },
): Promise<'taken' | { rejection: AgreementRefusal }> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const frame = await agreementForChange(client, agreement);
      if (frame === null) throw new RangeError(`there is no agreement ${agreement}`);
      const before = (await callOffsOf(client, agreement)).filter((one) => one.order !== order);
      const refused = whyNotCalledOff(
        frame,
        before.flatMap((one) => one.lines),
        lines,
        at,
      );
      if (refused !== null) return refused;
      await client.query(
        `insert into agreement_call_off (order_no, agreement, lines, at) values ($1, $2, $3, $4)
        on conflict do nothing`,
        [order, agreement, JSON.stringify(lines), at],
      );
      return 'taken';
    }),
  );

/** Gives back what was called off for an order that was not opened after all. */
export async function dropCallOff(orm: MikroORM, order: string): Promise<void> {
  await query(orm, { text: 'delete from agreement_call_off where order_no = $1', values: [order] });
}

/** The frame an order was called off from, and what of it; null for an order of its own. */
export async function frameOf(
  orm: MikroORM,
  order: string,
): Promise<{ agreement: Agreement; lines: CalledLine[] } | null> {
  const rows = await query<Agreement & { called: CalledLine[] }>(orm, {
    text: `select a.*, c.lines as called from agreement_call_off c,
        lateral (select ${columns} from agreement where id = c.agreement) a where c.order_no = $1`,
    values: [order],
  });
  if (rows[0] === undefined) return null;
  const { called, ...agreement } = rows[0];
  return { agreement, lines: called };
}
