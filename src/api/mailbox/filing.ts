import { createHash } from 'node:crypto';
import type { DocumentTypeCode } from '../../domain/document-types.ts';
import { overseers } from '../../domain/parties.ts';
import type { Locale } from '../../domain/words/locale.ts';
import { keepDocument } from '../../persistence/documents.ts';
import { quarantine } from '../../persistence/mailbox/quarantine.ts';
import type { ApiDeps } from '../deps.ts';
import { sentenceIn } from '../sentences.ts';
import { faultOfFile, uploadTypes } from '../upload.ts';
import type { IncomingMail } from './reader.ts';

const typesByName: [RegExp, DocumentTypeCode][] = [
  [/proforma|形式发票|形式發票/i, '325'],
  [/invoice|发票|發票/i, '380'],
  [/contract|合同|合約/i, '315'],
  [/packing|装箱|裝箱/i, '271'],
];

/** What a file is, by its name; whatever came with an order and says nothing else belongs to the order itself. */
const typeOf = (name: string): DocumentTypeCode => typesByName.find(([pattern]) => pattern.test(name))?.[1] ?? '220';

type MailFile = IncomingMail['files'][number];

/** A file that is not filed, by its name, and the rule it breaks, as a sentence. */
export interface Unfiled {
  name: string;
  reason: string;
}

/** Why a file of a kind that is not filed is kept apart. */
export function faultOfType({ mediaType }: MailFile): string {
  return `body: files of the type ${mediaType} are not filed.`;
}

/** The rule a file breaks that came with an order; null for one that is filed. */
const faultOf = (file: MailFile): string | null =>
  uploadTypes.includes(file.mediaType) ? faultOfFile(file.mediaType, file.bytes) : faultOfType(file);

/** Keeps a file apart for the operators, who look at what nobody else should open. */
export async function keepApart(
  deps: ApiDeps,
  mail: string,
  { file: { name, mediaType, bytes }, number, reason }: { file: MailFile; number: number; reason: string },
): Promise<Unfiled> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await quarantine(deps.orm, mail, { number, name, mediaType, sha256, bytes, reason, at: deps.now() });
  return { name, reason };
}

/** Why a file was not filed, as its sender reads it. */
export const unfiledIn = (locale: Locale, { name, reason }: Unfiled): string =>
  `${name}: ${sentenceIn(locale, reason).replace(/^body[:：] ?/, '')}`;

/**
 * Files what came with a mail with the order it has opened, each once: kinds of file that can be uploaded, are what
 * they say and run nothing. Both sides and the platform read them. The others are kept apart, and answered.
 */
export async function fileWith(
  deps: ApiDeps,
  order: string,
  mail: string,
  files: IncomingMail['files'],
): Promise<Unfiled[]> {
  const unfiled: Unfiled[] = [];
  for (const [index, file] of files.entries()) {
    const { name, mediaType, bytes } = file;
    const reason = faultOf(file);
    if (reason !== null) {
      unfiled.push(await keepApart(deps, mail, { file, number: index + 1, reason }));
      continue;
    }
    await keepDocument(deps.orm, {
      order,
      id: `mail-${mail}-${index + 1}`,
      type: typeOf(name),
      title: name,
      version: 1,
      issuer: 'buyer',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      visibleTo: ['buyer', 'supplier', ...overseers],
      mediaType,
      content: bytes,
      at: deps.now(),
    });
  }
  return unfiled;
}
