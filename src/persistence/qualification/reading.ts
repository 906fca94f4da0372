import type { MikroORM } from '@mikro-orm/postgresql';
import type { Contact } from '../../domain/qualification/application.ts';
import type { Membership, Qualification, QualificationState } from '../../domain/qualification/qualification.ts';
import type { QualificationAnswer } from '../../domain/qualification/record.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { query } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

/** The qualification of a company; null when it has never applied. */
export async function findQualification(source: Source, company: string): Promise<Qualification | null> {
  const [row] = await read<{ content: Qualification }>(source, {
    text: 'select content from qualification where company = $1',
    values: [company],
  });
  return row?.content ?? null;
}

/** What a command that is on the record was answered; null when there is none of this id. */
export async function qualificationAnswer(orm: MikroORM, commandId: string): Promise<QualificationAnswer | null> {
  const [row] = await query<{ body: QualificationAnswer }>(orm, {
    text: 'select body from qualification_command where id = $1',
    values: [commandId],
  });
  return row?.body ?? null;
}

/** A qualification in a reviewer's list. */
export interface QualificationRow {
  company: string;
  name: string;
  country: string;
  version: number;
  state: QualificationState;
  dueAt: string | null;
  overdue: boolean;
  nextDeadline: string | null;
  attention: string | null;
  submittedAt: string;
}

/**
 * Qualifications by the end of their review, so that overdue ones come first; those nobody reviews come last. Throws
 * RangeError for a cursor that is none of this list's.
 */
export async function listQualifications(
  orm: MikroORM,
  {
    state,
    overdue,
    after,
    limit,
    at,
  }: {
    state?: QualificationState;
    overdue?: boolean;
    after?: string;
    limit: number;
    at: string;
  },
): Promise<{ qualifications: QualificationRow[]; next: string | null }> {
  const [due, company] = after === undefined ? ['-infinity', ''] : cursorValues(after, 2);
  const rows = await query<QualificationRow & { sortKey: string }>(orm, {
    text: `select q.company, q.content->'applicant'->>'name' as name, q.content->'applicant'->>'country' as country,
        q.version, q.state, iso(q.due_at) as "dueAt", coalesce(q.due_at <= $5, false) as overdue,
        iso(q.next_deadline) as "nextDeadline", q.attention, q.content->>'submittedAt' as "submittedAt",
        coalesce(q.due_at, 'infinity')::text as "sortKey"
      from qualification q
      where (coalesce(q.due_at, 'infinity'), q.company) > ($1::timestamptz, $2)
        and ($3::text is null or q.state = $3) and ($4::boolean is null or coalesce(q.due_at <= $5, false) = $4)
      order by coalesce(q.due_at, 'infinity'), q.company limit $6`,
    values: [due, company, state ?? null, overdue ?? null, at, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    qualifications: page.map(({ sortKey: _, ...row }) => row),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.company]),
  };
}

/** What happened to a company's qualification, in order. */
export const qualificationFacts = (source: Source, company: string) =>
  read<{ seq: number; type: string; at: string; by: object; data: object }>(source, {
    text: `select seq, type, iso(at) as at, data,
        jsonb_build_object('party', by_party, 'user', by_user, 'company', by_company) as by
      from qualification_fact where company = $1 order by seq`,
    values: [company],
  });

/** The membership of a company that runs at an instant; null when it has none, or none any more. */
export async function runningMembership(source: Source, company: string, at: string): Promise<Membership | null> {
  const [row] = await read<Membership>(source, {
    name: 'running_membership',
    text: `select tier, iso(since) as since, iso(expires) as expires from membership
      where company = $1 and state = 'running' and expires > $2`,
    values: [company, at],
  });
  return row ?? null;
}

/** Keeps who is written to about an application, once by its hash. */
export async function keepContact(orm: MikroORM, company: string, sha256: string, contact: Contact): Promise<void> {
  const { name, email, phone } = contact;
  await query(orm, {
    text: `insert into qualification_contact (company, sha256, name, email, phone) values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
    values: [company, sha256, name, email, phone],
  });
}

/** Who is written to about an application; null when it has been erased. */
export async function findContact(source: Source, company: string, sha256: string): Promise<Contact | null> {
  const [row] = await read<Contact>(source, {
    text: 'select name, email, phone from qualification_contact where company = $1 and sha256 = $2',
    values: [company, sha256],
  });
  return row ?? null;
}

interface KeptFile {
  company: string;
  id: string;
  mediaType: string;
  title: string;
  sha256: string;
  bytes: Buffer;
  at: string;
}

/** Keeps the bytes of a document, once by its id. */
export async function keepQualificationFile(orm: MikroORM, file: KeptFile): Promise<void> {
  const { company, id, mediaType, title, sha256, bytes, at } = file;
  await query(orm, {
    text: `insert into qualification_document (company, id, media_type, title, sha256, bytes, at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    values: [company, id, mediaType, title, sha256, bytes, at],
  });
}

/** One document with its bytes; null when the company has none of that id. */
export async function findQualificationFile(source: Source, company: string, id: string): Promise<KeptFile | null> {
  const [row] = await read<KeptFile>(source, {
    text: `select company, id, media_type as "mediaType", title, sha256, bytes, iso(at) as at
      from qualification_document where company = $1 and id = $2`,
    values: [company, id],
  });
  return row ?? null;
}
