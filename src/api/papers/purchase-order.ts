import { z } from 'zod';
import type { IssuedOrder } from '../../domain/papers/agreed.ts';
import { purchaseOrderPaper } from '../../domain/papers/papers.ts';
import { defaultLocale, locales } from '../../domain/words/locale.ts';
import { operation, type Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { orderParams } from '../schemas.ts';
import { about, noSuchPaper, papered, type Papered, paperReaders, pdfReply } from './reading.ts';
import { ublOrder } from './ubl-order.ts';

/** A purchase order's number is the buyer's own: in the name of a file only what any file system takes. */
const fileName = ({ found }: Papered, { number }: IssuedOrder): string =>
  `purchase-order-${found.view.order}-${number.replace(/[^0-9A-Za-z-]+/g, '_')}`;

function ublReply(papers: Papered, issued: IssuedOrder): Reply {
  const { buyer, supplier } = papers.found.view.companies;
  const company = (id: string) =>
    papers.companies.find((one) => one.id === id) ?? { id, name: id, country: 'ZZ', kinds: [] };
  const order = papers.found.view.order;
  const body = ublOrder({ order, issued, buyer: company(buyer), supplier: company(supplier) });
  const headers = { 'Content-Disposition': `attachment; filename="${fileName(papers, issued)}.xml"` };
  return { status: 200, body, mediaType: 'application/xml', headers };
}

/** GET /v1/orders/{order}/purchase-order: what the buyer issued last, for both sides and the platform. */
export const purchaseOrderOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/purchase-order',
    id: 'getPurchaseOrder',
    tag: 'documents',
    access: paperReaders,
    summary: 'The purchase order, as JSON, as UBL 2.4 Order or as PDF',
    params: orderParams,
    query: z.strictObject({
      format: z.enum(['json', 'ubl', 'pdf']).default('json'),
      language: z.enum(locales).default(defaultLocale),
    }),
    answers: { 200: { description: 'The purchase order in the format asked for', mediaType: '*/*', schema: z.any() } },
    problems: [400, 401, 404],
    async handle({ actor, found, query: { format, language } }) {
      const papers = await papered(deps, actor, found);
      const issued = papers.agreed.purchaseOrder;
      if (issued === null) throw noSuchPaper();
      if (format === 'ubl') return ublReply(papers, issued);
      if (format === 'pdf') {
        return pdfReply(deps, purchaseOrderPaper(about(papers, language), issued), fileName(papers, issued));
      }
      const { order, companies } = papers.found.view;
      return { status: 200, body: { order, companies, binding: false, ...issued } };
    },
  });
