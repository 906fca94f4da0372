import type { MikroORM } from '@mikro-orm/postgresql';
import type { Licence, LicenceContent, LicenceState } from '../../domain/compliance/licence.ts';
import { generalKind } from '../../domain/compliance/rules.ts';
import type { Db, Deed } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';
import { inTransaction, query } from '../sql.ts';

/**
 * SQL: whether a drawing counts at the instant $1. One whose declaration customs refused is given back, and so is one
 * for which, an hour later, no declaration is on the record.
 */
const counts = `d.at > coalesce((select max(f.at) from fact f
    where f.order_no = d.order_no and f.type = 'CustomsRefused'), '-infinity')
  and (d.at > $1::timestamptz - interval '1 hour'
    or exists (select from fact f where f.order_no = d.order_no and f.type = 'DeclarationLodged'))`;

const licences = (where: string) => `select l.id, l.holder, l.state, l.content,
    (l.quantity - coalesce((select sum(d.quantity) from licence_drawing d
      where d.licence = l.id and ${counts}), 0))::text as left
  from licence l where ${where} order by l.id`;

type Row = {
  id: string;
  holder: string;
  state: LicenceState;
  content: Omit<LicenceContent, 'kind'> & { kind?: string };
  left: string;
};
/** Licences of before there were kinds say none. */
const licenceOf = ({ id, holder, state, content, left }: Row): Licence => ({
  ...content,
  kind: content.kind ?? generalKind,
  id,
  holder,
  state,
  left: Number(left),
});

/** The licences some companies hold, with what is left of each at an ISO instant. */
export async function licencesOf(source: Source, holders: readonly string[], at: string): Promise<Licence[]> {
  const rows = await read<Row>(source, { text: licences('l.holder = any($2)'), values: [at, holders] });
  return rows.map(licenceOf);
}

/** One licence; null when there is none under that id that the source knows of. */
export async function findLicence(source: Source, id: string, at: string): Promise<Licence | null> {
  const [row] = await read<Row>(source, { text: licences('l.id = $2'), values: [at, id] });
  return row === undefined ? null : licenceOf(row);
}

/** Keeps a licence of the actor's company; false when it has one of that type and number already. */
export async function keepLicence(db: Db, id: string, content: LicenceContent, { at, by }: Deed): Promise<boolean> {
  const { type, number, quantity } = content;
  const { rowCount } = await db.query(
    `insert into licence (id, holder, type, number, content, quantity, state, registered_by, registered_at)
      values ($1, $2, $3, $4, $5, $6, 'REGISTERED', $7, $8) on conflict do nothing`,
    [id, by.company, type, number, JSON.stringify(content), quantity, by.user, at],
  );
  return rowCount === 1;
}

/** Moves a licence from one state to another; false when it stands in another by now. */
export async function decideLicence(
  db: Db,
  { id, from, to, reason }: { id: string; from: readonly LicenceState[]; to: LicenceState; reason: string },
  { at, by }: Deed,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update licence set state = $3, decided_by = $4, decided_at = $5, reason = $6 where id = $1 and state = any($2)`,
    [id, from, to, by.user, at, reason],
  );
  return rowCount === 1;
}

/** What one line takes of a licence. */
export interface Drawing {
  line: number;
  type: string;
  /** What the licence is for. */
  kind: string;
  licence: string;
  quantity: number;
}

/** What the order has drawn that counts. */
export const drawingsOf = (orm: MikroORM, order: string, at: string): Promise<Drawing[]> =>
  query<Drawing>(orm, {
    text: `select d.line, d.type, d.kind, d.licence, d.quantity::int as quantity from licence_drawing d
      where d.order_no = $2 and ${counts} order by d.line, d.type, d.kind`,
    values: [at, order],
  });

/**
 * Decides under lock what an order draws: `choose` gets the licences as they are and what the order has drawn already,
 * and answers what it draws now, or why not, in which case nothing is drawn. Two orders never draw the same quantity.
 */
export function drawing<Refusal>(
  orm: MikroORM,
  { order, commandId, holders, at }: { order: string; commandId: string; holders: readonly string[]; at: string },
  choose: (licences: Licence[], drawn: Drawing[]) => { drawings: Drawing[] } | { refusal: Refusal },
): Promise<{ drawings: Drawing[] } | { refusal: Refusal }> {
  return inTransaction(orm, async (client) => {
    await client.query('select id from licence where holder = any($1) order by id for update', [holders]);
    const { rows } = await client.query<Row>(licences('l.holder = any($2)'), [at, holders]);
    const { rows: drawn } = await client.query<Drawing>(
      `select d.line, d.type, d.kind, d.licence, d.quantity::int as quantity from licence_drawing d
        where d.order_no = $2 and ${counts}`,
      [at, order],
    );
    const chosen = choose(rows.map(licenceOf), drawn);
    if ('refusal' in chosen) return chosen;
    for (const { line, type, kind, licence, quantity } of chosen.drawings) {
      await client.query(
        `insert into licence_drawing (order_no, line, type, kind, licence, quantity, command_id, at)
          values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (order_no, line, type, kind) do update
          set licence = excluded.licence, quantity = excluded.quantity, command_id = excluded.command_id,
            at = excluded.at`,
        [order, line, type, kind, licence, quantity, commandId, at],
      );
    }
    return chosen;
  });
}

/** Gives back what a command has drawn. */
export async function giveBack(orm: MikroORM, commandId: string): Promise<void> {
  await query(orm, { text: 'delete from licence_drawing where command_id = $1', values: [commandId] });
}
