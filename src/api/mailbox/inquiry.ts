import { sha256Hex } from '../../domain/hash.ts';
import type { Actor } from '../../domain/parties.ts';
import {
  type Application,
  applicationSchema,
  faultsOfApplication,
  missingDocuments,
} from '../../domain/qualification/application.ts';
import { kindOfFile, readInquiry } from '../../domain/qualification/inquiry.ts';
import type { Qualification } from '../../domain/qualification/qualification.ts';
import type { Locale } from '../../domain/words/locale.ts';
import { findQualification, qualificationAnswer } from '../../persistence/qualification/reading.ts';
import { companiesByIds, type Company } from '../../persistence/people.ts';
import type { ApiDeps } from '../deps.ts';
import type { Problem } from '../problem.ts';
import { fileTypes, filingOf, submissionOf } from '../qualification/taking.ts';
import { refusedBy } from '../qualification/refusals.ts';
import { ruledIn } from '../reader-locale.ts';
import { sentenceIn } from '../sentences.ts';
import { faultOfJson } from '../text.ts';
import { faultOfType, keepApart, type Unfiled, unfiledIn } from './filing.ts';
import type { IncomingMail } from './reader.ts';

/** An inquiry of somebody who trades for a company of the platform. */
export interface Inquiry {
  /** The mail's id; whatever follows from it happens once. */
  id: string;
  actor: Actor;
  /** In which its sender is answered. */
  locale: Locale;
  mail: IncomingMail;
}

/** What an inquiry lacks, in sentences for its sender, or the application that it is. */
function applicationIn(
  { mail, actor, locale }: Inquiry,
  country: string,
): { application: Application } | { lacking: string[] } {
  const attached = mail.orders.flatMap((each) => ('input' in each ? [each] : []));
  const [form, second] = attached;
  if (second !== undefined) return { lacking: [`One message is one application: there are ${attached.length} forms.`] };
  const strange = form === undefined ? null : faultOfJson(form.input);
  if (strange !== null) return { lacking: [`${form?.file}: ${strange.path}: ${strange.why}`] };
  const parsed = applicationSchema.safeParse(
    form?.input ?? readInquiry(mail.text, mail.from ?? actor.user),
    ruledIn(locale),
  );
  if (!parsed.success) {
    return { lacking: parsed.error.issues.slice(0, 10).map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const faults = faultsOfApplication(parsed.data, country);
  return faults.length === 0
    ? { application: parsed.data }
    : { lacking: faults.map(({ path, message }) => `${path.join('.')}: ${message}`) };
}

const commandIdOf = (inquiry: string, part: string): string =>
  sha256Hex(JSON.stringify(['mail', inquiry, part])).slice(0, 40);

/** Submits the application of an inquiry, once; answers why it was not taken, null when it was. */
async function submit(
  deps: ApiDeps,
  { id, actor }: Inquiry,
  { company, application, standing }: { company: Company; application: Application; standing: Qualification | null },
): Promise<string | null> {
  const commandId = commandIdOf(id, 'submit');
  if ((await qualificationAnswer(deps.orm, commandId)) !== null) return null;
  const prepared = await submissionOf(deps, { company, standing, actor }, application);
  if ('refusal' in prepared) return (prepared.refusal.body as Problem).detail;
  const command = { commandId, name: 'submit', input: prepared.input, by: actor };
  const reply = await deps.companies.qualify(company.id, command, standing);
  return 'rejection' in reply ? (refusedBy(reply.rejection).body as Problem).detail : null;
}

/** Files what came with an inquiry with its application, each file once; answers those that could not be. */
async function fileAll(deps: ApiDeps, { id: inquiry, actor, mail }: Inquiry): Promise<Unfiled[]> {
  const faults: Unfiled[] = [];
  const forms = mail.orders.map(({ file }) => file);
  for (const [index, attached] of mail.files.entries()) {
    const { name: title, mediaType, bytes } = attached;
    const apart = async (reason: string): Promise<void> => {
      faults.push(await keepApart(deps, inquiry, { file: attached, number: index + 1, reason }));
    };
    if (!fileTypes.includes(mediaType)) {
      if (!forms.includes(title)) await apart(faultOfType(attached));
      continue;
    }
    const commandId = commandIdOf(inquiry, `file ${index + 1}`);
    if ((await qualificationAnswer(deps.orm, commandId)) !== null) continue;
    const standing = await findQualification(deps.orm, actor.company);
    if (standing === null) return faults;
    const file = { id: `file-${commandId}`, kind: kindOfFile(title), title, mediaType, bytes };
    const prepared = await filingOf(deps, standing, actor, file);
    const command = { commandId, name: 'file-document', by: actor };
    const reply =
      'refusal' in prepared
        ? prepared
        : await deps.companies.qualify(actor.company, { ...command, input: prepared.input }, standing);
    if ('refusal' in reply) await apart((reply.refusal.body as Problem).detail);
    if ('rejection' in reply) await apart((refusedBy(reply.rejection).body as Problem).detail);
  }
  return faults;
}

/**
 * Takes an inquiry as POST /v1/qualifications takes an application, as far as it goes: the application its text or its
 * one attached form makes, and the files that came with it. Answers what is still wanted, in its sender's language;
 * empty when nothing is.
 */
export async function applyByMail(deps: ApiDeps, inquiry: Inquiry): Promise<string[]> {
  const { actor: { company: id }, locale } = inquiry;
  const said = (sentence: string) => sentenceIn(locale, sentence);
  const [company] = await companiesByIds(deps.orm, [id]);
  if (company === undefined) throw new Error(`no company ${id}`);
  const standing = await findQualification(deps.orm, id);
  const given = applicationIn(inquiry, company.country);
  const refused = 'lacking' in given ? null : await submit(deps, inquiry, { company, standing, ...given });
  const faults = (await fileAll(deps, inquiry)).map((each) => unfiledIn(locale, each));
  const now = await findQualification(deps.orm, id);
  // More documents for an application that is open need no second application.
  const open = now !== null && ['submitted', 'under-review', 'more-info'].includes(now.state);
  if ('lacking' in given && !open) return [...given.lacking.map(said), ...faults];
  if (refused !== null && !open) return [said(refused), ...faults];
  return [...faults, ...missingDocuments(now?.documents ?? []).map((kind) => `document: ${kind}`)];
}
