import type { Actor } from '../../domain/parties.ts';

/** For which company somebody reads the catalogue, on either side; null where they have no role on that side. */
export interface Reader {
  buyer: string | null;
  supplier: string | null;
}

/** What a person's roles make of them in the catalogue. */
export const readerOf = ({ company, roles }: Actor): Reader => ({
  buyer: roles.includes('buyer') ? company : null,
  supplier: roles.includes('supplier') ? company : null,
});

/** Collects the parameters of a statement: `bind(value)` answers the placeholder that stands for it. */
export function parameters(): { values: unknown[]; bind: (value: unknown) => string } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/** SQL: whether a product, `p` unless told, is shown to a buyer company by an access grant that holds now. */
export const grantedTo = (buyer: string, { id, supplier } = { id: 'p.id', supplier: 'p.supplier' }): string =>
  `(${supplier}, ${id}) in (select g.supplier, unnest(g.products) from catalogue_grant g
    where g.buyer = ${buyer}::text and g.state = 'APPROVED')`;

/**
 * SQL: whether the reader may know of the product `p`. Their own, or one on sale that is public or shown to their
 * company. Every read of products goes through it, so what others keep private has one answer everywhere: none.
 */
export function visibleTo(reader: Reader, bind: (value: unknown) => string): string {
  const supplier = bind(reader.supplier);
  const buyer = bind(reader.buyer);
  return `(p.supplier = ${supplier}::text or (p.on_sale and (p.visibility = 'PUBLIC' or ${grantedTo(buyer)})))`;
}
