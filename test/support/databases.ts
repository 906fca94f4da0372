/** The migrated database that every test database is copied from. */
export const TEMPLATE = 'tpl';

/** The same with the sandbox's companies and users. */
export const SEEDED_TEMPLATE = 'tpl_seeded';

/** URL of a database on the server whose URL ends in a slash. */
export function databaseUrlOn(server: string, database: string): string {
  return `${server}${database}`;
}
