import type { SearchTerms } from '../../domain/catalogue/search-words.ts';
import { grantedTo, type Reader } from './visibility.ts';

type Bind = (value: unknown) => string;

const found = 'supplier, category, origin, hs_code, name, search, list_prices, updated_at';
const withheld = `select p.id, ${found} from catalogue_product p where not (p.on_sale and p.visibility = 'PUBLIC')`;

/**
 * SQL: every product the reader may know of, once, as `p`. What everybody may find stands in a table of its own, whose
 * text index serves under row-level security too. The reader's own and those shown to it are reached by their keys, so
 * that what others withhold costs nothing.
 */
export function seen({ supplier, buyer }: Reader, bind: Bind): string {
  const own = bind(supplier);
  return `(
    select product as id, ${found} from catalogue_public
    union all ${withheld} and p.supplier = ${own}::text
    union all ${withheld} and p.on_sale and p.supplier is distinct from ${own}::text and ${grantedTo(bind(buyer))}
  ) p`;
}

/** SQL: the query for these terms; a loose one also finds words with a slip in them. */
export const tsquery = ({ words, grams, loose }: SearchTerms, bind: Bind): string =>
  `${loose ? 'catalogue_slip_query' : 'catalogue_query'}(${bind(words)}::text[], ${bind(grams)}::text[])`;
