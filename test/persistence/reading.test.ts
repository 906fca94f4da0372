import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Actor } from '../../src/domain/parties.ts';
import { documentContent, documentsOf, keepDocument } from '../../src/persistence/documents.ts';
import { keepMessage, keepTrackingEvent } from '../../src/persistence/kept.ts';
import { listOrders, type OrderFilter } from '../../src/persistence/order-reader.ts';
import { record } from '../../src/persistence/order-store.ts';
import { timeline, type TimelineEntry } from '../../src/persistence/timeline.ts';
import { freshDb } from '../support/db.ts';
import { aRecord, aView, momentAt } from './recorded.ts';

const buyer: Actor = { user: 'u-buyer', company: 'c-harbour', roles: ['buyer'] };
const adviser: Actor = { user: 'u-adviser', company: 'c-platform', roles: ['adviser'] };

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
  const companies = aView('x', 1).companies;
  const views = [
    aView('26000001', 1, { nextDeadline: momentAt(300) }),
    aView('26000002', 1, { stage: 'escrow', waitingOn: ['bank', 'buyer'], nextDeadline: momentAt(100) }),
    aView('26000003', 1, {
      companies: { ...companies, buyer: 'c-lantau' },
      nextDeadline: null,
      waitingOn: ['supplier'],
    }),
    aView('26000004', 1, {
      companies: { ...companies, buyer: 'c-lantau', supplier: 'c-harbour' },
      nextDeadline: momentAt(200),
    }),
  ];
  for (const view of views) await record(orm, aRecord(view.order, 1, 1, { view }));
  await record(orm, aRecord('26000001', 2, 2, { view: aView('26000001', 2, { nextDeadline: momentAt(300) }) }));
});
afterAll(async () => {
  await orm.close();
});

const list = async (filter: Partial<OrderFilter> = {}) =>
  (await listOrders(orm, { actor: adviser, limit: 50, ...filter })).orders.map(({ order }) => Number(order) % 10);

describe('the list of orders', () => {
  it('shows the platform every order, newest first', async () => {
    expect(await list()).toEqual([4, 3, 2, 1]);
  });

  it.each<[string, Actor, number[]]>([
    ['a buyer the orders it buys', buyer, [2, 1]],
    ['the other buyer its own', { ...buyer, company: 'c-lantau' }, [4, 3]],
    ['a company that may buy and sell both sides', { ...buyer, roles: ['buyer', 'supplier'] }, [4, 2, 1]],
    ['a supplier the orders it supplies', { user: 'u', company: 'c-brightworks', roles: ['supplier'] }, [3, 2, 1]],
    ['the other supplier nothing', { user: 'u', company: 'c-pearlriver', roles: ['supplier'] }, []],
    [
      'a supplier nothing as long as its person only has the role of a buyer',
      { user: 'u', company: 'c-brightworks', roles: ['buyer'] },
      [],
    ],
    ['a carrier the orders it carries', { user: 'u', company: 'c-carrier', roles: ['carrier'] }, [4, 3, 2, 1]],
    ['someone without a role nothing', { user: 'u', company: 'c-harbour', roles: [] }, []],
  ])('shows %s', async (_whom, actor, orders) => {
    expect(await list({ actor })).toEqual(orders);
  });

  it('is filtered by stage, by who is waited on and by number or company name', async () => {
    expect(await list({ stage: 'escrow' })).toEqual([2]);
    expect(await list({ waitingOn: 'buyer' })).toEqual([4, 2, 1]);
    expect(await list({ waitingOn: 'supplier', stage: 'escrow' })).toEqual([]);
    expect(await list({ q: '26000003' })).toEqual([3]);
    expect(await list({ q: 'lantau' })).toEqual([4, 3]);
    expect(await list({ q: '大嶼山', actor: buyer })).toEqual([]);
    expect(await list({ q: '%' })).toEqual([]);
  });

  it('is sorted by urgency or by last change', async () => {
    expect(await list({ sort: 'deadline' })).toEqual([2, 4, 1, 3]);
    expect(await list({ sort: 'updated' })).toEqual([1, 4, 3, 2]);
  });

  it.each(['order', 'updated', 'deadline'] as const)('gives every order once, page by page (%s)', async (sort) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listOrders(orm, { actor: adviser, limit: 1, sort, ...(after === null ? {} : { after }) });
      seen.push(...page.orders.map(({ order }) => order));
      after = page.next;
    } while (after !== null);
    expect(seen.map((order) => Number(order) % 10)).toEqual(await list({ sort }));
  });

  it('refuses a cursor it did not give out', async () => {
    await expect(list({ after: 'nonsense' })).rejects.toThrow(RangeError);
  });

  it('answers rows with plain numbers and ISO times, without the state', async () => {
    const {
      orders: [row],
    } = await listOrders(orm, { actor: adviser, limit: 1, q: '26000002' });
    const { state: _, ...expected } = aView('26000002', 1, {
      stage: 'escrow',
      waitingOn: ['bank', 'buyer'],
      nextDeadline: momentAt(100),
    });
    expect(row).toEqual({ ...expected, updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) });
  });
});

describe('the timeline of an order', () => {
  const order = '26000001';
  const place = (entry: TimelineEntry) => {
    if (entry.kind === 'fact') return `fact ${entry.seq}`;
    return entry.kind === 'event' ? `event ${entry.eventId}` : `message ${entry.id}`;
  };

  it('merges facts, events and messages by time, internal messages for the platform only', async () => {
    const event = { order, eventId: 'E1', eventAt: momentAt(1), content: { type: 'LOAD' } };
    expect([await keepTrackingEvent(orm, event), await keepTrackingEvent(orm, event)]).toEqual(['new', 'known']);
    expect(await keepTrackingEvent(orm, { ...event, order: '26000002' })).toBe('new');
    const message = {
      order,
      id: 'M1',
      from: { user: 'u', company: 'c', role: 'adviser' as const },
      stage: 'quote',
      text: '請看',
      internal: true,
      document: null,
      at: momentAt(0),
    };
    expect([await keepMessage(orm, message), await keepMessage(orm, message)]).toEqual(['new', 'known']);
    await keepMessage(orm, { ...message, id: 'M2', internal: false, at: momentAt(2) });

    const whole = await timeline(orm, order, { limit: 50, internal: true });
    expect(whole.entries.map(place)).toEqual(['message M1', 'fact 1', 'event E1', 'fact 2', 'message M2']);
    expect(whole.entries[0]).toEqual({ kind: 'message', ...message, order: undefined });
    expect(whole.entries[2]).toMatchObject({ eventId: 'E1', at: momentAt(1), content: { type: 'LOAD' } });
    const outside = await timeline(orm, order, { limit: 50, internal: false });
    expect(outside.entries.map(place)).toEqual(['fact 1', 'event E1', 'fact 2', 'message M2']);

    const first = await timeline(orm, order, { limit: 2, internal: true });
    const second = await timeline(orm, order, { limit: 3, internal: true, after: first.next! });
    expect([...first.entries, ...second.entries].map(place)).toEqual(whole.entries.map(place));
    expect(second.next).toBeNull();
  });
});

describe('the documents of an order', () => {
  it('keep bytes as bytes and JSON as JSON, each once, shown to whom they are for', async () => {
    const scan = {
      order: '26000002',
      id: 'D1',
      type: '220',
      title: 'Signed order',
      version: 1,
      issuer: 'buyer' as const,
      sha256: 'h1',
      visibleTo: ['buyer' as const, 'supplier' as const],
      mediaType: 'application/pdf',
      content: Buffer.from([0, 255, 10]),
      at: momentAt(1),
    };
    expect(await keepDocument(orm, scan)).toBe('new');
    expect(await keepDocument(orm, scan)).toBe('known');
    expect(await keepDocument(orm, { ...scan, sha256: 'h2' })).toMatchObject({
      rejection: { code: 'document-differs' },
    });
    await keepDocument(orm, {
      ...scan,
      id: 'D2',
      content: { a: 1 },
      mediaType: 'application/json',
      visibleTo: ['house'],
      at: momentAt(0),
    });
    const { order: _, content, ...entry } = scan;
    expect(await documentsOf(orm, '26000002', ['buyer', 'bank'])).toEqual([entry]);
    expect((await documentsOf(orm, '26000002', ['buyer', 'house'])).map(({ id }) => id)).toEqual(['D2', 'D1']);
    expect(await documentContent(orm, '26000002', 'D1')).toEqual({ ...entry, content });
    expect(await documentContent(orm, '26000002', 'D2')).toMatchObject({ content: { a: 1 } });
    expect(await documentContent(orm, '26000001', 'D1')).toBeNull();
  });
});
