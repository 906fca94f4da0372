import { createHash } from 'node:crypto';
import {
  type Application,
  type DocumentKind,
  type FiledDocument,
  filedApplication,
} from '../../domain/qualification/application.ts';
import { judgeQualification } from '../../domain/qualification/judge.ts';
import type { Qualification } from '../../domain/qualification/qualification.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Company } from '../../persistence/people.ts';
import { keepContact, keepQualificationFile } from '../../persistence/qualification/reading.ts';
import { screenCompanies } from '../../persistence/screening/screen.ts';
import type { ApiDeps } from '../deps.ts';
import type { Settled } from '../idempotency.ts';
import { refusalOf } from '../problem.ts';
import { faultOfFile } from '../upload.ts';
import { refusedBy } from './refusals.ts';

/** What a command to an application brings, or what keeps it from being issued. */
export type Prepared = { input: unknown } | { refusal: Settled };

export const fileTypes = ['application/pdf', 'image/png', 'image/jpeg'];
export const mostFileBytes = 10 * 1024 * 1024;

/** The submission of an application, however it came: its company is screened first, and no denied party applies. */
export async function submissionOf(
  deps: ApiDeps,
  applying: { company: Company; standing: Qualification | null; actor: Actor },
  application: Application,
): Promise<Prepared> {
  const {
    company: { id, name, country },
    standing,
    actor,
  } = applying;
  const occasion = { occasion: 'application', subject: null, at: deps.now() } as const;
  const [screened] = await screenCompanies(deps.orm, [id], occasion);
  if (screened?.outcome === 'denied') {
    return { refusal: refusalOf(403, 'denied-party', 'This company cannot become a member.') };
  }
  const filed = filedApplication(id, application);
  const { reviewCalendar: calendar } = deps;
  const input = {
    applicant: { company: id, name, country, user: actor.user },
    application: filed,
    ...(calendar === undefined ? {} : { calendar }),
  };
  // Nothing is kept of an application that would not be taken.
  const foreseen = judgeQualification(standing, { name: 'submit', input }, actor, deps.now());
  if ('rejection' in foreseen) return { refusal: refusedBy(foreseen.rejection) };
  await keepContact(deps.orm, id, filed.contactSha256, application.contact);
  return { input };
}

/** A file on its way into an application; `id` is the same for every attempt. */
export interface GivenFile {
  id: string;
  kind: DocumentKind;
  title: string;
  mediaType: string;
  bytes: Buffer;
}

/** Keeps a file that the application would take, once by its id, and answers what filing it brings. */
export async function filingOf(
  deps: ApiDeps,
  standing: Qualification,
  actor: Actor,
  { bytes, ...given }: GivenFile,
): Promise<Prepared> {
  const { id, mediaType, title } = given;
  const fault = faultOfFile(mediaType, bytes);
  if (fault !== null) return { refusal: refusalOf(422, 'invalid-input', fault) };
  const at = deps.now();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const document: FiledDocument = { ...given, bytes: bytes.length, sha256, filedAt: at, filedBy: actor.user };
  // Nothing is kept of a file the application would not take.
  const foreseen = judgeQualification(standing, { name: 'file-document', input: document }, actor, at);
  if ('rejection' in foreseen) return { refusal: refusedBy(foreseen.rejection) };
  const { company } = standing;
  await keepQualificationFile(deps.orm, { company, id, mediaType, title, sha256, bytes, at });
  return { input: document };
}
