import { lamp } from '../domain/catalogue/sample.ts';
import type { Office } from '../support/api.ts';

export const products = '/v1/catalogue/products';

/** The catalogue as people use it: what a test needs again and again. */
export function shopIn(office: Office) {
  const post = async (person: string, path: string, body: object, status: number) =>
    (await office.post(person, path, body).expect(status)).body;
  return {
    /** Puts a lamp with these changes in a supplier's catalogue and answers its id. */
    async create(changes: object = {}, person = 'supplier'): Promise<string> {
      return (await post(person, products, { ...lamp, ...changes }, 201)).product as string;
    },
    /** Makes a new version of a product, based on the one there is. */
    async change(product: string, changes: object, person = 'supplier'): Promise<void> {
      const { body } = await office.get(person, `${products}/${product}`).expect(200);
      await post(
        person,
        `${products}/${product}/versions`,
        {
          basedOn: body.version,
          product: { ...body.content, ...changes },
        },
        201,
      );
    },
    async skusFor(person: string, query = ''): Promise<string[]> {
      const { body } = await office.get(person, `${products}?${query}`).expect(200);
      return body.products.map(({ sku }: { sku: string }) => sku);
    },
    /** Asks for access to private products and has it approved; answers the grant's id. */
    async grant(ids: string[], buyer = 'buyer'): Promise<string> {
      const nda = { title: 'NDA 7', sha256: 'a'.repeat(64) };
      const { id } = await post(
        buyer,
        '/v1/catalogue/access',
        { supplier: 'c-brightworks', subject: 'Our lamp', nda },
        201,
      );
      await post('supplier', `/v1/catalogue/access/${id}/approve`, { products: ids, ndaSha256: nda.sha256 }, 200);
      return id as string;
    },
    post,
  };
}

export type Shop = ReturnType<typeof shopIn>;
