import { z } from 'zod';
import { contractPaper, draftPaper } from '../../domain/papers/papers.ts';
import { defaultLocale, locales } from '../../domain/words/locale.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { orderParams } from '../schemas.ts';
import { about, noSuchPaper, papered, paperReaders, pdfReply } from './reading.ts';

/** GET /v1/orders/{order}/contract: the contract in force, an earlier version, or the draft to be confirmed. */
export const contractOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/contract',
    id: 'getContract',
    tag: 'documents',
    access: paperReaders,
    summary:
      'The contract, its clauses in words as PDF or the record as JSON; before it is signed the draft, with every ' +
      'difference from what was agreed',
    params: orderParams,
    query: z.strictObject({
      format: z.enum(['json', 'pdf']).default('json'),
      language: z.enum(locales).default(defaultLocale),
      version: z
        .string()
        .regex(/^[1-9][0-9]{0,5}$/, 'a whole number from 1')
        .transform(Number)
        .optional(),
    }),
    answers: { 200: { description: 'The contract in the format asked for', mediaType: '*/*', schema: z.any() } },
    problems: [400, 401, 404],
    async handle({ actor, found, query: { format, language, version } }) {
      const papers = await papered(deps, actor, found);
      const { draft, contracts } = papers.agreed;
      const { order, companies } = papers.found.view;
      const contract = contracts.find((one) => one.version === (version ?? contracts.length));
      const name = `contract-${order}`;
      if (contract !== undefined) {
        if (format === 'pdf') {
          return pdfReply(deps, contractPaper(about(papers, language), contract), `${name}-${contract.version}`);
        }
        return { status: 200, body: { order, companies, state: 'SEALED', versions: contracts.length, ...contract } };
      }
      if (draft === null || contracts.length > 0 || version !== undefined) throw noSuchPaper();
      if (format === 'pdf') return pdfReply(deps, draftPaper(about(papers, language), draft), `${name}-draft`);
      return { status: 200, body: { order, companies, state: 'DRAFT', ...draft } };
    },
  });
