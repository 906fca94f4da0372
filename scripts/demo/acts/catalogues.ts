import { formatAmount } from '../../../src/domain/money.ts';
import { companies } from '../company-files.ts';
import { bytesOf, catalogueOf, enquiry } from '../files.ts';
import { as, expectThat, fail, read, type Story, taken, write } from '../story.ts';

interface Found {
  product: string;
  sku: string;
  supplier: { id: string; name: string };
  listPrices: { currency: string; minor: number }[];
}

async function imports(story: Story, who: string, name: string): Promise<void> {
  story.doing = `${who}: imports ${name}`;
  const file = { bytes: bytesOf(`catalogues/${name}`), mediaType: 'text/csv' };
  const path = '/v1/catalogue/imports';
  type Report = { rows: number; created: number; updated: number; unchanged: number };
  const report = taken<Report>(story, await (await as(story, who)).postFile(path, file));
  const { rows, created, updated, unchanged } = report;
  const says = `${name}: ${rows} products, ${created} new, ${updated} changed, ${unchanged} as they were`;
  story.teller.step(who, 'import a catalogue', { says });
}

const skusOf = (name: string): string[] => catalogueOf(name).map(({ sku }) => sku);

/** What each supplier of the play has that answers the enquiry, by its name in the play. */
function offers(): Map<string, string[]> {
  const wanted = enquiry().demand.items.map(({ sku }) => sku);
  const newcomers = companies().flatMap(({ as: who, catalogue: name }): [string, string[]][] =>
    name === undefined ? [] : [[who, skusOf(name)]],
  );
  return new Map([['supplier', wanted], ...newcomers]);
}

/** The buyer finds what suppliers have put up, and collects it with the prices of now. */
async function collects(story: Story): Promise<void> {
  let told = 0;
  for (const [who, skus] of offers()) {
    const supplier = story.suppliers.get(who) ?? fail(story, `${who} should have a company`);
    const path = `/v1/catalogue/products?q=LED%20lamp&supplier=${supplier}&sort=name`;
    const { products } = await read<{ products: Found[] }>(story, 'buyer', path);
    const chosen = products.filter(({ sku }) => skus.includes(sku));
    expectThat(story, chosen.length === skus.length, `the search should find ${skus.join(', ')} of ${supplier}`);
    for (const { product } of chosen)
      await write(story, 'buyer', '/v1/folders', { product, note: `for ${story.mark}` });
    const prices = chosen.map(({ sku, listPrices: [price] }) =>
      price === undefined ? sku : `${sku} ${formatAmount(price.minor, price.currency)} ${price.currency}`,
    );
    story.teller.step('buyer', 'search and collect', {
      says: `${chosen[0]?.supplier.name ?? ''}: ${prices.join(', ')}`,
    });
    told += chosen.length;
  }
  const { items } = await read<{ items: { drift: unknown[] }[] }>(story, 'colleague', '/v1/folders');
  const same = items.filter(({ drift }) => drift.length === 0);
  expectThat(
    story,
    items.length === told && same.length === told,
    'the folder should show what was collected, as it was',
  );
  story.teller.note('folder', `${items.length} products, as collected; nothing has changed since`);
}

/** Suppliers put up their catalogues, the buyer searches them and collects. */
export async function stock(story: Story): Promise<void> {
  story.teller.title('Catalogues');
  const { company } = await read<{ company: string }>(story, 'supplier', '/v1/me');
  story.suppliers.set('supplier', company);
  await imports(story, 'supplier', 'brightworks.csv');
  for (const { as: who, catalogue: name } of companies()) {
    if (name === undefined) continue;
    story.suppliers.set(who, story.newcomers.get(who)?.company ?? '');
    await imports(story, who, name);
  }
  await collects(story);
}
