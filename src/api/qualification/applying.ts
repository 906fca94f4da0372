import { createHash } from 'node:crypto';
import { z } from 'zod';
import { applicationSchema, documentKinds, faultsOfApplication } from '../../domain/qualification/application.ts';
import { traderRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companiesByIds } from '../../persistence/people.ts';
import {
  findQualification,
  findQualificationFile,
  runningMembership,
} from '../../persistence/qualification/reading.ts';
import { json, operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { invalid, problem } from '../problem.ts';
import { application, issueOnce, notTheirs, viewOf } from './issuing.ts';
import { answerSchema, companyParams, membershipSchema, qualificationSchema } from './schemas.ts';
import { fileTypes, filingOf, mostFileBytes, submissionOf } from './taking.ts';

const writeProblems = [400, 401, 403, 404, 409, 413, 415, 422, 503, 504];

/** The numbers of an application by the rules of its company's country. Throws ProblemError 422 naming each field. */
function demandValid(application: z.output<typeof applicationSchema>, country: string): void {
  const faults = faultsOfApplication(application, country);
  if (faults.length === 0) return;
  throw invalid(
    'body',
    faults.map((fault) => ({ code: 'custom', input: undefined, ...fault })),
  );
}

const apply = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/qualifications',
    id: 'applyForMembership',
    tag: 'qualification',
    access: {
      roles: traderRoles,
      otherwise: { code: 'not-your-move', detail: 'A company applies for itself, by one who buys or supplies for it.' },
    },
    key: true,
    summary: 'Apply for membership of your company, or for another year of it; then file the documents',
    body: json(applicationSchema),
    answers: { 201: { description: 'Taken; the review begins when the documents are filed', schema: answerSchema } },
    problems: writeProblems,
    async handle({ actor, body, key }) {
      const [company] = await companiesByIds(deps.orm, [actor.company]);
      if (company === undefined) throw new Error(`no company ${actor.company}`);
      demandValid(body, company.country);
      const standing = await findQualification(seenBy(deps.orm, actor), company.id);
      const write = {
        actor,
        key,
        route: 'POST /v1/qualifications',
        company: company.id,
        name: 'submit',
        content: body,
        standing,
        status: 201,
      };
      return issueOnce(deps, write, () => submissionOf(deps, { company, standing, actor }, body));
    },
  });

const own = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/qualification',
    id: 'ownQualification',
    tag: 'qualification',
    access: 'signed-in',
    summary: 'Whether your company is a member, and how its application stands',
    answers: {
      200: {
        description: 'The membership that runs now, and the last application',
        schema: z.object({
          company: z.string(),
          membership: membershipSchema.nullable(),
          qualification: qualificationSchema.nullable(),
        }),
      },
    },
    problems: [400, 401],
    async handle({ actor }) {
      const { company } = actor;
      const standing = await findQualification(seenBy(deps.orm, actor), company);
      const membership = await runningMembership(seenBy(deps.orm, actor), company, deps.now());
      return {
        status: 200,
        body: { company, membership, qualification: standing === null ? null : await viewOf(deps, standing, actor) },
      };
    },
  });

const title = z
  .string()
  .max(200)
  .regex(/^[!-~\u00a1-\uffff][ -~\u00a0-\uffff]*$/, 'a title without control characters');

const upload = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/qualifications/{company}/documents',
    id: 'fileQualificationDocument',
    tag: 'qualification',
    access: { thing: application, by: ['applicant'], otherwise: notTheirs('applicant') },
    key: true,
    summary: 'File a document with your application: the body is the file (PDF, PNG or JPEG), at most 10 MiB',
    params: companyParams,
    query: z.strictObject({ kind: z.enum(documentKinds), title }),
    body: raw(fileTypes, mostFileBytes),
    answers: { 201: { description: 'Filed', schema: answerSchema } },
    problems: writeProblems,
    async handle({ actor, found: standing, params: { company }, query, body, key, request }) {
      const mediaType = (request.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const sha256 = createHash('sha256').update(body).digest('hex');
      const write = {
        actor,
        key,
        route: `POST /v1/qualifications/${company}/documents`,
        company,
        name: 'file-document',
        standing,
        content: { sha256, mediaType, ...query },
        status: 201,
      };
      return issueOnce(deps, write, ({ commandId }) =>
        filingOf(deps, standing, actor, { id: `file-${commandId}`, ...query, mediaType, bytes: body }),
      );
    },
  });

const download = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/qualifications/{company}/documents/{document}',
    id: 'getQualificationDocument',
    tag: 'qualification',
    access: { thing: application, by: 'everybody' },
    summary: 'One document of an application, for the applicant and the platform',
    params: companyParams.extend({ document: z.string().min(1).max(80) }),
    answers: { 200: { description: 'The file as it came', mediaType: '*/*', schema: z.any() } },
    problems: [401, 404],
    async handle({ actor, params: { company, document } }) {
      const file = await findQualificationFile(seenBy(deps.orm, actor), company, document);
      if (file === null) throw problem(404, 'unknown-document', 'This application has no such document.');
      const name = encodeURIComponent(file.title).replace(
        /['()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      );
      const headers = {
        'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
        'X-Content-Type-Options': 'nosniff',
      };
      return { status: 200, body: file.bytes, mediaType: file.mediaType, headers };
    },
  });

export const applyingOperations = (deps: ApiDeps) => [apply(deps), own(deps), upload(deps), download(deps)];
