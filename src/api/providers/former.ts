import { z } from 'zod';
import { servingPlaces } from '../../domain/parties.ts';
import { documentContent } from '../../persistence/documents.ts';
import { deedsOf, papersThen, servedTimes, type ServedTime } from '../../persistence/identity/former.ts';
import { seenBy } from '../../persistence/party-view.ts';
import type { Thing } from '../access.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { fileReply, listed, listedSchema, noSuchDocument } from '../documents.ts';
import { factFor } from '../fact-sight.ts';
import { problem } from '../problem.ts';
import { languageHeaders, localeOfRequest } from '../reader-locale.ts';
import { instant } from '../schemas.ts';
import { sightOf } from '../sight.ts';

const numberPattern = /^[0-9A-Za-z-]{1,40}$/;

/** What a company did on an order until another took its place there; for everybody else there is no such order. */
const formerPart: Thing<ServedTime[]> = {
  name: 'order, which another company serves in its place now',
  async find(deps, actor, { served: order = '' }) {
    const known = numberPattern.test(order);
    const found = known ? await servedTimes(seenBy(deps.orm, actor), order, actor.company) : [];
    if (found.length === 0) throw problem(404, 'unknown-order', 'There is no such order.');
    return { found, parts: found.map(({ place }) => place) };
  },
};

const partSchema = z.object({
  order: z.string(),
  served: z.array(z.object({ place: z.enum(servingPlaces), since: instant, until: instant })),
  /** What its people did, as the timeline tells it. */
  facts: z.array(z.looseObject({ seq: z.int(), type: z.string(), at: instant })),
  documents: z.array(listedSchema),
});

const part = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/served-orders/{served}',
    id: 'getServedOrder',
    tag: 'orders',
    access: { thing: formerPart, by: 'everybody' },
    summary: 'What your company did on an order it serves no more: facts and papers of its own, nothing else',
    params: z.object({ served: z.string() }),
    answers: { 200: { description: 'Its part of the order', schema: partSchema } },
    problems: [401, 404],
    async handle({ actor, found, params: { served: order }, request }) {
      const source = seenBy(deps.orm, actor);
      const [deeds, papers] = await Promise.all([
        deedsOf(source, order, actor.company), papersThen(source, order, actor.company),
      ]);
      const locale = localeOfRequest(request);
      const facts = deeds.flatMap((fact) => (fact.by.party === 'house'
        ? [] : (factFor(sightOf([fact.by.party]), fact) ?? [])));
      const documents = papers.map((each) => listed(locale, each));
      return { status: 200, body: { order, served: found, facts, documents }, headers: languageHeaders(locale) };
    },
  });

const paper = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/served-orders/{served}/documents/{document}',
    id: 'getServedDocument',
    tag: 'orders',
    access: { thing: formerPart, by: 'everybody' },
    summary: 'One paper your company issued on an order it serves no more',
    params: z.object({ served: z.string(), document: z.string() }),
    answers: { 200: { description: 'The content; its SHA-256 stands in the list', mediaType: '*/*', schema: z.any() } },
    problems: [401, 404],
    async handle({ actor, params: { served: order, document } }) {
      const source = seenBy(deps.orm, actor);
      const own = await papersThen(source, order, actor.company);
      const kept = own.some(({ id }) => id === document) ? await documentContent(source, order, document) : null;
      if (kept === null) throw noSuchDocument();
      return fileReply(kept);
    },
  });

/** What stays of an order for a company that served it. */
export const formerOperations = (deps: ApiDeps) => [part(deps), paper(deps)];
