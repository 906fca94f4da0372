import { z } from 'zod';
import { defaultLocale, locales } from '../../domain/words/locale.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { instant, orderParams } from '../schemas.ts';
import { gatherEvidence } from './bundle.ts';
import { papered, paperReaders } from './reading.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const bundleSchema = z.object({
  format: z.literal('trade-evidence/1'),
  order: z.string(),
  madeAt: instant,
  manifest: z.string(),
  root: hash,
  parts: z.array(z.object({ name: z.string(), mediaType: z.string(), sha256: hash, content: z.base64() })),
});

/** GET /v1/orders/{order}/evidence: one call; docs/evidence.md says how anybody checks it without this platform. */
export const evidenceOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/evidence',
    id: 'getEvidence',
    tag: 'documents',
    access: paperReaders,
    summary:
      'The evidence of an order in one call: contract as signed and as PDF, signatures, versions, papers, and the ' +
      'record with the chain of its hashes',
    params: orderParams,
    query: z.strictObject({ language: z.enum(locales).default(defaultLocale) }),
    answers: { 200: { description: 'The bundle', schema: bundleSchema } },
    problems: [400, 401, 404],
    async handle({ actor, found, query: { language } }) {
      const papers = await papered(deps, actor, found);
      return { status: 200, body: await gatherEvidence(deps, papers, language) };
    },
  });
