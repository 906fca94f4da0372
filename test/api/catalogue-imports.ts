import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import request from 'supertest';
import { importColumns, type ImportIssue } from '../../src/domain/catalogue/import.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const header = Object.keys(importColumns);
export const row: Record<string, string> = {
  sku: 'R-1',
  name_en: 'Lamp',
  category: 'lighting',
  hs_code: '853952',
  origin: 'CN',
  moq: '100',
  units_per_carton: '10',
  net_grams: '100',
  gross_grams: '120',
  length_mm: '1',
  width_mm: '1',
  height_mm: '1',
  lead_times: '1 10',
  prices: 'USD 1 1.05',
  visibility: 'PUBLIC',
};
export const cellsOf = (changes: Record<string, string> = {}): string[] =>
  header.map((name) => ({ ...row, ...changes })[name] ?? '');
export const csvOf = (...rows: string[][]) =>
  [header, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

/** An office to which files are sent. */
export async function openImporting() {
  const office: Office = await openOffice();
  const tokens = new Map<string, string>();
  for (const person of ['supplier', 'buyer']) tokens.set(person, await office.token(person));
  const send = (
    file: string | Buffer,
    { type = 'text/csv', path = '', person = 'supplier', key = randomUUID() as string } = {},
  ) =>
    request(office.app)
      .post(`/v1/catalogue/imports${path}`)
      .set('Authorization', `Bearer ${tokens.get(person)}`)
      .set('Idempotency-Key', key)
      .set('Content-Type', type)
      .send(file);
  /** How many versions of products there are. */
  const count = async (): Promise<number> => {
    const [found] = await query<{ count: number }>(office.orm, {
      text: 'select count(*)::int as count from catalogue_version',
    });
    return found!.count;
  };
  /** Sends a file that is refused, sees that nothing of it was kept, and answers why. */
  const issuesOf = async (file: string | Buffer, type = 'text/csv'): Promise<ImportIssue[]> => {
    const before = await count();
    const { body } = await send(file, { type }).expect(422);
    expect(body.code).toBe('import-refused');
    expect(await count()).toBe(before);
    return body.data.issues;
  };
  return { office, send, count, issuesOf };
}
