import { shopIn } from '../../../../test/api/catalogue-shop.ts';
import type { Teller } from '../teller.ts';

/** A consumer's order by a click. */
export async function retail({ office, world }: Teller): Promise<void> {
  const lamp = await shopIn(world.office).create({ sku: 'CLICKED' });
  const address = { name: 'Chan', lines: ['8 Nathan Road'], city: 'Kowloon', country: 'HK', phone: '+85221234567' };
  const cart = { lines: [{ product: lamp, quantity: 500 }], currency: 'USD', address };
  const { body: offered } = await world.office.post('buyer', '/v1/orders/retail?dryRun=true', cart).expect(200);
  const { hash: terms, policies } = offered as { hash: string; policies: { name: string; sha256: string }[] };
  const accept = { terms, policies: policies.map(({ name, sha256: each }) => ({ name, sha256: each })) };
  await office.post('buyer', '/v1/orders/retail', { ...cart, accept });
}
