import type { MikroORM } from '@mikro-orm/postgresql';
import { query } from '../sql.ts';

/** A file of a mail that was not filed: its place among the mail's files, counted from 1, and the rule it breaks. */
export interface QuarantinedFile {
  number: number;
  name: string;
  mediaType: string;
  sha256: string;
  reason: string;
  at: string;
}

/** Keeps a file apart, once by its mail and number. */
export async function quarantine(orm: MikroORM, mail: string, file: QuarantinedFile & { bytes: Buffer }) {
  const { number, name, mediaType, sha256, bytes, reason, at } = file;
  await query(orm, {
    text: `insert into mail_quarantine (mail, number, name, media_type, sha256, bytes, reason, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    values: [mail, number, name, mediaType, sha256, bytes, reason, at],
  });
}

const columns = `number, name, media_type as "mediaType", sha256, reason, iso(at) as at`;

/** The files of a mail that were not filed, in the order in which they were attached. */
export const quarantinedFiles = (orm: MikroORM, mail: string): Promise<QuarantinedFile[]> =>
  query<QuarantinedFile & Record<string, unknown>>(orm, {
    text: `select ${columns} from mail_quarantine where mail = $1 order by number`,
    values: [mail],
  });

/** One of them, byte for byte; null when there is none. */
export async function quarantinedBytes(orm: MikroORM, mail: string, number: number): Promise<Buffer | null> {
  const rows = await query<{ bytes: Buffer }>(orm, {
    text: 'select bytes from mail_quarantine where mail = $1 and number = $2',
    values: [mail, number],
  });
  return rows[0]?.bytes ?? null;
}
