import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { type CalendarId, calendarOfCountry } from '../../domain/calendar/calendar.ts';
import { query } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

type Db = Pick<PoolClient, 'query'>;

/** Who looks after a company, and how often they follow up. */
export interface Assignment {
  company: string;
  manager: string;
  everyDays: number;
  paused: boolean;
  since: string;
  /** The working days follow-ups are due by; null: those of the company's country. */
  calendar: CalendarId | null;
}

/** How often a new member is followed up, in calendar days. */
const usualDays = 30;

const columns = 'company, manager, every_days as "everyDays", paused, iso(since) as since, calendar';

/** The assignment of a company; null when nobody looks after it. */
export async function findAssignment(source: Source, company: string): Promise<Assignment | null> {
  const [row] = await read<Assignment>(source, {
    text: `select ${columns} from account_assignment where company = $1`,
    values: [company],
  });
  return row ?? null;
}

/** Every assignment: the schedules of follow-ups are kept by it. */
export const allAssignments = (orm: MikroORM): Promise<Assignment[]> =>
  query<Assignment>(orm, { text: `select ${columns} from account_assignment order by company` });

/** True when a user is an account manager who can sign in. */
export async function isAccountManager(db: Db, user: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from platform_user where id = $1 and 'account-manager' = any(roles) and deactivated_at is null`,
    [user],
  );
  return rowCount === 1;
}

/**
 * Gives a company the account manager with the fewest companies, the first by id among equals; whoever has one keeps
 * it. Two approvals at once take turns. Nobody is given where there is no account manager.
 */
export async function assignLeastLoaded(db: Db, company: string, at: string): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('account managers', 5))`);
  const { rows } = await db.query<{ manager: string }>(
    `insert into account_assignment (company, manager, every_days, paused, since)
      select $1, u.id, $2, false, $3 from platform_user u
      where 'account-manager' = any(u.roles) and u.deactivated_at is null
      order by (select count(*) from account_assignment a where a.manager = u.id), u.id limit 1
      on conflict (company) do nothing returning manager`,
    [company, usualDays, at],
  );
  const [given] = rows;
  if (given === undefined) return;
  await keepChange(
    db,
    { company, manager: given.manager, everyDays: usualDays, paused: false, since: at, calendar: null },
    at,
    'house',
  );
}

/** Changes who looks after a company or how often; the change is kept. */
export async function changeAssignment(db: Db, assignment: Assignment, at: string, user: string): Promise<void> {
  const { company, manager, everyDays, paused, since, calendar } = assignment;
  await db.query(
    `insert into account_assignment (company, manager, every_days, paused, since, calendar)
      values ($1, $2, $3, $4, $5, $6) on conflict (company) do update set manager = excluded.manager,
        every_days = excluded.every_days, paused = excluded.paused, since = excluded.since,
        calendar = excluded.calendar`,
    [company, manager, everyDays, paused, since, calendar],
  );
  await keepChange(db, assignment, at, user);
}

const keepChange = (
  db: Db,
  { company, manager, everyDays, paused, calendar }: Assignment,
  at: string,
  user: string,
) =>
  db.query(
    `insert into account_change (company, manager, every_days, paused, at, by_user, calendar)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [company, manager, everyDays, paused, at, user, calendar],
  );

/** The working days by which a company is followed up. */
export async function followUpCalendar(orm: MikroORM, company: string): Promise<CalendarId> {
  const [found] = await query<{ calendar: CalendarId | null; country: string }>(orm, {
    text: `select a.calendar, c.country from company c left join account_assignment a on a.company = c.id
      where c.id = $1`,
    values: [company],
  });
  return found?.calendar ?? calendarOfCountry(found?.country ?? '');
}
