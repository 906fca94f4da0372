import { createHash } from 'node:crypto';
import type { DocumentTypeCode } from '../../domain/document-types.ts';
import { overseers } from '../../domain/parties.ts';
import { keepDocument } from '../../persistence/documents.ts';
import type { ApiDeps } from '../deps.ts';
import { isWhatItSays, uploadTypes } from '../upload.ts';
import type { IncomingMail } from './reader.ts';

const typesByName: [RegExp, DocumentTypeCode][] = [
  [/proforma|形式发票|形式發票/i, '325'],
  [/invoice|发票|發票/i, '380'],
  [/contract|合同|合約/i, '315'],
  [/packing|装箱|裝箱/i, '271'],
];

/** What a file is, by its name; whatever came with an order and says nothing else belongs to the order itself. */
const typeOf = (name: string): DocumentTypeCode => typesByName.find(([pattern]) => pattern.test(name))?.[1] ?? '220';

/**
 * Files what came with a mail with the order it has opened, each once: kinds of file that can be uploaded, and are what
 * they say. Both sides and the platform read them.
 */
export async function fileWith(
  deps: ApiDeps,
  order: string,
  mail: string,
  files: IncomingMail['files'],
): Promise<void> {
  for (const [index, { name, mediaType, bytes }] of files.entries()) {
    if (!uploadTypes.includes(mediaType) || !isWhatItSays(mediaType, bytes)) continue;
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
}
