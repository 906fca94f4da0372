import { z } from 'zod';
import { boughtTogether } from '../../domain/accounts/recommendation.ts';
import { addDays } from '../../domain/order/time.ts';
import { linesWith } from '../../persistence/accounts/insight.ts';
import { insightDays, togetherSchema } from '../accounts/insight.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { instant } from '../schemas.ts';
import { visibleProduct } from './reading.ts';
import { productParams } from './schemas.ts';

export const togetherOperation = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}/bought-together', id: 'boughtTogether', tag: 'catalogue',
  access: 'signed-in',
  summary: 'What other companies bought in one contract with a product in two years, where three of them or more did; '
    + 'nobody is told who, and private products are left out',
  params: productParams,
  answers: {
    200: {
      description: 'The most buyers first',
      schema: z.object({ product: z.string(), since: instant, recommendations: z.array(togetherSchema) }),
    },
  },
  problems: [401, 404],
  async handle({ actor, params }) {
    const { product, supplier, content: { sku } } = await visibleProduct(deps, actor, params.product);
    const since = addDays(deps.now(), -insightDays);
    const { company } = actor;
    const lines = await linesWith(deps.orm, { company, supplier, sku, since });
    const recommendations = boughtTogether(lines, company, [{ supplier, sku }]);
    return { status: 200, body: { product, since, recommendations } };
  },
});
