import { billOfLading, ratings } from '../files.ts';
import { does, refused } from '../moves.ts';
import { expectThat, seenBy, type Story } from '../story.ts';
import { track } from '../tracking.ts';

/** Over the sea: handed over, followed event by event, arrived. */
export async function ship(story: Story): Promise<void> {
  story.teller.title('Shipment');
  const { handOver } = billOfLading();
  await refused(story, 'carrier', 'arrived', { evidence: 'none yet' }, 'not-handed-over');
  await does(story, 'carrier', 'handOver', handOver, { says: `bill of lading ${handOver.transportDocument.number}` });
  for (const name of ['03-loaded', '04-departed', '05-arrival-estimated', '06-arrived'] as const)
    await track(story, 'carrier', name);
  const { milestones } = (await seenBy(story, 'buyer')).state.shipment;
  const reached = milestones.map(({ milestone }) => milestone).join(' ');
  expectThat(
    story,
    reached === 'CUSTOMS_RELEASED LOADED DEPARTED ARRIVED',
    `the buyer should see the voyage; the order has ${reached}`,
  );
  await does(story, 'carrier', 'arrived', { evidence: 'DCSA ARRI ACT at DEHAM' }, { leadsTo: 'receipt' });
  await track(story, 'carrier', '07-discharged');
}

/** A full container is collected at the port, against the surrendered bill of lading, and receipt is confirmed. */
export async function collect(story: Story): Promise<void> {
  story.teller.title('Receipt');
  const { surrender, collection } = billOfLading();
  await refused(story, 'buyer', 'collectAtPort', collection, 'not-surrendered');
  await does(story, 'carrier', 'surrenderBillOfLading', surrender, { says: surrender.how });
  await does(story, 'buyer', 'collectAtPort', collection, { says: `pick-up reference ${collection.reference}` });
  await track(story, 'carrier', '08-gate-out');
  const { contract } = (await seenBy(story, 'buyer')).state;
  const lines = contract.terms.lines.map(({ line, quantity }) => ({ line, accepted: quantity }));
  await does(story, 'buyer', 'confirmReceipt', { lines }, { leadsTo: 'completed', says: 'every line as amended' });
}

/** Both sides rate, once each, in the after-sales workflow. */
export async function rate(story: Story): Promise<void> {
  story.teller.title('After-sales');
  const { buyer, supplier } = ratings();
  await does(story, 'buyer', 'rate', buyer, { says: `${String(buyer.stars)} stars: ${String(buyer.comment)}` });
  await refused(story, 'buyer', 'rate', buyer, 'already-rated');
  await does(story, 'supplier', 'rate', supplier, {
    says: `${String(supplier.stars)} stars: ${String(supplier.comment)}`,
  });
}
