import type { MikroORM } from '@mikro-orm/postgresql';
import type { Certificate } from '../../domain/catalogue/product.ts';
import { query } from '../sql.ts';

/** The certificates a supplier shows for these SKUs now; a SKU that is not in the catalogue is left out. */
export const certificatesOf = (
  orm: MikroORM,
  supplier: string,
  skus: string[],
): Promise<{ sku: string; certificates: Certificate[] }[]> =>
  query<{ sku: string; certificates: Certificate[] }>(orm, {
    text: `select sku, content->'certificates' as certificates from catalogue_product
      where supplier = $1 and sku = any($2) order by sku`,
    values: [supplier, skus],
  });
