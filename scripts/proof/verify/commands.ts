import type pg from 'pg';
import { canonicalJson } from '../../../src/domain/hash.ts';
import type { Acknowledged } from '../../play/trade.ts';
import { setUpKey } from '../subscribers.ts';
import type { Evidence, Found } from '../verify.ts';

interface KeyRow {
  actor: string;
  key: string;
  command_id: string;
  order_no: string | null;
  state: string;
  status: number | null;
  body: object | null;
}

interface CommandRow {
  id: string;
  order_no: string;
  command: string;
  status: number;
  body: object;
  first_seq: number;
  fact_count: number;
}

/** Writes that are kept as they come, or are no command to one order: they leave no row in `command` of their own. */
const withoutCommand = new Set([
  'scanCarton',
  'recordMeasures',
  'trackingEvent',
  'sendMessage',
  'notify',
  'openSourcing',
  'recordEvaluation',
  'awardSourcing',
]);
/**
 * Commands nobody asked for by a key: clocks, the answers of the house's own side effects, what a sourcing does in its
 * orders, what an order and its letter of credit tell each other, and what follows from kept events.
 */
const ofTheHouse = /^(clocks|sent|refused|unknown|sourcing|credit|shipped|told):/;

/**
 * Every acknowledged write has its row under its key, done, with the answer that was given; every command among them is
 * recorded once with that answer; and no order has a command that nobody asked for.
 */
export async function commandsAreOnRecord({ database, played, measures }: Evidence): Promise<Found> {
  const trades = [...played, ...measures];
  const keys = await keyRows(database);
  const commands = await commandRows(database);
  const writes = trades.flatMap((each) => each.writes);
  const violations = writes.flatMap((write) => faultOf(write, keys, commands));
  const asked = new Set(writes.map((write) => keys.get(write.key)?.command_id));
  const ofBank = await bankCommands(database);
  const strangers = [...commands.values()].filter(
    ({ id, command }) => !asked.has(id) && !ofTheHouse.test(id) && !ofBank.has(id) && command !== 'transportMilestone',
  );
  violations.push(
    ...strangers.map(
      ({ id, order_no, command }) => `order ${order_no} has the command ${command} (${id}) that nobody asked for`,
    ),
  );
  const running = [...keys.values()].filter(({ state }) => state !== 'done');
  violations.push(...running.map(({ key, state }) => `the key ${key} was left ${state}`));
  const extra = keys.size - new Set(writes.map(({ key }) => key)).size;
  const failed = trades.filter(({ failure }) => failure !== null).length;
  if (extra > failed) violations.push(`${extra} keys are kept that no write was acknowledged for`);
  return { violations, notes: [`${writes.length} writes, ${commands.size} commands looked at`] };
}

function faultOf(write: Acknowledged, keys: Map<string, KeyRow>, commands: Map<string, CommandRow>): string[] {
  const where = `${write.trade} ${write.command} (${write.key})`;
  const row = keys.get(write.key);
  if (row === undefined) return [`${where}: acknowledged, and its key is not kept`];
  const faults: string[] = [];
  if (row.actor !== write.user) faults.push(`${where}: kept for ${row.actor}, sent by ${write.user}`);
  if (row.status !== write.status || !same(row.body, write.answer))
    faults.push(`${where}: kept with another answer than was given`);
  if (withoutCommand.has(write.command)) return faults;
  const recorded = commands.get(row.command_id);
  if (recorded === undefined) return [...faults, `${where}: acknowledged, and not on the record`];
  if (recorded.order_no !== write.order)
    faults.push(`${where}: recorded for order ${recorded.order_no}, not ${write.order}`);
  if (recorded.command !== write.command) faults.push(`${where}: recorded as ${recorded.command}`);
  if (recorded.status !== write.status || !same(recorded.body, write.answer))
    faults.push(`${where}: recorded with another answer than was given`);
  return faults;
}

const same = (left: unknown, right: unknown): boolean => canonicalJson(left ?? null) === canonicalJson(right ?? null);

async function keyRows(database: pg.Pool): Promise<Map<string, KeyRow>> {
  const { rows } = await database.query<KeyRow>(
    `select actor, key, command_id, order_no, state, status, body from idempotency where key not like $1 || '%'`,
    [setUpKey],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

async function commandRows(database: pg.Pool): Promise<Map<string, CommandRow>> {
  const { rows } = await database.query<CommandRow>(
    `select id, order_no, command, status, body, first_seq, fact_count from command
      union all select c.id, order_no, command, status, body, first_seq, fact_count
        from credit_command c join credit_view using (credit_no)`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function bankCommands(database: pg.Pool): Promise<Set<string>> {
  const { rows } = await database.query<{ command_id: string }>(
    'select command_id from bank_entry where command_id is not null',
  );
  return new Set(rows.map((row) => row.command_id));
}

/**
 * Sends every acknowledged write once more, under its key: the answer is the one that was given, and nothing new
 * happens.
 */
export async function sameAnswersAgain({ database, client, played }: Evidence): Promise<Found> {
  const before = await recorded(database);
  const violations: string[] = [];
  for (const write of played.flatMap((each) => each.writes)) {
    const { path, token, key, body } = write;
    const reply = await client.send({ method: 'POST', path, token, key, body });
    if (reply.status !== write.status || !same(reply.body, write.answer)) {
      violations.push(
        `${write.trade} ${write.command} (${key}): answered ${write.status} before and ${reply.status} now`,
      );
    }
  }
  const after = await recorded(database);
  if (!same(before, after))
    violations.push(`asking again changed the record: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  return { violations, notes: [] };
}

async function recorded(database: pg.Pool): Promise<object> {
  const { rows } = await database.query<object>(`select (select count(*) from fact) as facts,
      (select count(*) from command) as commands,
    (select count(*) from ledger_posting) as postings, (select count(*) from carton_scan) as scans,
    (select count(*) from tracking_event) as events, (select count(*) from credit_fact) as credits,
    (select count(*) from bank_entry) as entries`);
  return rows[0] ?? {};
}
