import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type DocumentTypeCode, documentTypes } from '../domain/document-types.ts';
import { overseers, roles as everyRole, type Role } from '../domain/parties.ts';
import { documentContent, documentsOf, keepDocument } from '../persistence/documents.ts';
import { seenBy } from '../persistence/party-view.ts';
import { documentTypeIn } from '../domain/words/document-types.ts';
import type { Locale } from '../domain/words/locale.ts';
import { paperTitleIn } from '../domain/words/papers.ts';
import { operation, raw, type Reply } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './idempotency.ts';
import { problem, refusalOf } from './problem.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { refusedByStore } from './rejections.ts';
import { instant, orderParams, partySchema } from './schemas.ts';
import { seesDocument, sightOf } from './sight.ts';
import { faultOfFile, uploadTypes } from './upload.ts';

const mostBytes = 10 * 1024 * 1024;
const documentSchema = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string(),
  version: z.int(),
  issuer: partySchema,
  sha256: z.string(),
  visibleTo: z.array(partySchema),
  mediaType: z.string(),
  at: instant,
});
export const listedSchema = documentSchema.extend({
  typeName: z.string().describe('What documents of this type are called, in your language'),
});
/** A document as lists show it, named in its reader's language. */
export const listed = <Kept extends { type: string; title: string }>(locale: Locale, document: Kept) => ({
  ...document,
  typeName: documentTypeIn(locale, document.type as DocumentTypeCode),
  title: paperTitleIn(locale, document.title),
});
const typeCode = z.enum(Object.keys(documentTypes) as [DocumentTypeCode, ...DocumentTypeCode[]]);
const title = z
  .string()
  .max(200)
  .regex(/^[!-~\u00a1-\uffff][ -~\u00a0-\uffff]*$/, 'a title without control characters');
const readersPattern = new RegExp(`^(?:${everyRole.join('|')})(?:,(?:${everyRole.join('|')}))*$`);
export const noSuchDocument = () =>
  problem(404, 'unknown-document', 'This order has no such document, or none for your role.');

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/documents',
    id: 'listDocuments',
    tag: 'documents',
    access: { order: 'everybody' },
    summary: 'The documents of an order that your role may see; types are UNTDID 1001 codes',
    params: orderParams,
    answers: {
      200: { description: 'The documents, oldest first', schema: z.object({ documents: z.array(listedSchema) }) },
    },
    problems: [401, 404],
    async handle({ actor, found: { view, order, roles }, request }) {
      const locale = localeOfRequest(request);
      const kept = await documentsOf(seenBy(deps.orm, actor), view.order, roles);
      const documents = kept
        .filter((each) => seesDocument(sightOf(roles), order, each))
        .map((each) => listed(locale, each));
      return { status: 200, body: { documents }, headers: languageHeaders(locale) };
    },
  });

/** A document as it goes out: a paper of the house as JSON, a file as it came. */
export function fileReply({ content, mediaType, title: named }: Kept): Reply {
  if (!Buffer.isBuffer(content)) return { status: 200, body: content };
  // Never shown in place: an uploaded file must not run as a page of this site.
  // A name is no path, whatever system it is kept on.
  const name = encodeURIComponent(named.replaceAll(/[/\\:]|\.\.+/g, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const headers = { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` };
  return { status: 200, body: content, mediaType, headers };
}
type Kept = { content: object | Buffer; mediaType: string; title: string };

const readOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/documents/{document}',
    id: 'getDocument',
    tag: 'documents',
    access: { order: 'everybody' },
    summary: 'One document: papers of the house as JSON, uploaded files as they came',
    params: z.object({ order: z.string(), document: z.string() }),
    answers: { 200: { description: 'The content; its SHA-256 stands in the list', mediaType: '*/*', schema: z.any() } },
    problems: [401, 404],
    async handle({ actor, params, found: { view, order, roles } }) {
      const kept = await documentContent(seenBy(deps.orm, actor), view.order, params.document);
      if (kept === null || !kept.visibleTo.some((party) => roles.includes(party as Role))) throw noSuchDocument();
      if (!seesDocument(sightOf(roles), order, kept)) throw noSuchDocument();
      return fileReply(kept);
    },
  });

/** Both sides, the platform and whoever files it, unless the uploader names others. */
const readersOf = (roles: Role[], named: Role[] | undefined): Role[] => [
  ...new Set([...overseers, ...roles, ...(named ?? ['buyer', 'supplier'])]),
];

const uploadOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/orders/{order}/documents',
    id: 'uploadDocument',
    tag: 'documents',
    access: {
      order: everyRole.filter((role) => role !== 'auditor'),
      otherwise: { code: 'not-your-move', detail: 'An auditor reads and writes nothing.' },
    },
    key: true,
    summary: 'File a document with an order: the body is the file, at most 10 MiB',
    params: orderParams,
    query: z.strictObject({
      type: typeCode,
      title,
      visibleTo: z
        .string()
        .regex(readersPattern, 'roles, separated by commas')
        .transform((text) => text.split(',') as Role[])
        .optional(),
    }),
    body: raw(uploadTypes, mostBytes),
    answers: { 201: { description: 'Filed', schema: documentSchema.extend({ order: z.string() }) } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
    async handle({ actor, found: { view, roles }, query, body, key, request }) {
      const mediaType = (request.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const sha256 = createHash('sha256').update(body).digest('hex');
      const content = { sha256, mediaType, ...query };
      const write = { actor, key, route: `POST /v1/orders/${view.order}/documents`, order: view.order, content };
      return once(deps, write, async ({ commandId }) => {
        const issuer = roles.find((role) => role !== 'auditor') as Role;
        const fault = faultOfFile(mediaType, body);
        if (fault !== null) return refusalOf(422, 'invalid-input', fault);
        const document = {
          id: `file-${commandId}`,
          type: query.type,
          title: query.title,
          version: view.version,
          issuer,
          sha256,
          visibleTo: readersOf(roles, query.visibleTo),
          mediaType,
          at: deps.now(),
        };
        const kept = await keepDocument(deps.orm, { ...document, order: view.order, content: body });
        if (typeof kept !== 'string') return refusedByStore(kept.rejection);
        return { status: 201, body: { order: view.order, ...document } };
      });
    },
  });

export const documentOperations = (deps: ApiDeps) => [listOperation(deps), readOperation(deps), uploadOperation(deps)];
