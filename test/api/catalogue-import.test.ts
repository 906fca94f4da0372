import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cellsOf, csvOf, header, openImporting, xlsx } from './catalogue-imports.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

const sample = (name: string) => readFileSync(new URL(`../../examples/catalogue-import/${name}`, import.meta.url));

let desk: Awaited<ReturnType<typeof openImporting>>;
let shop: Shop;
beforeAll(async () => {
  desk = await openImporting();
  shop = shopIn(desk.office);
});
afterAll(() => desk?.office.close());

describe('the sample files', () => {
  it('hold the same products: what the CSV creates, the workbook leaves as it is', async () => {
    const dry = await desk.send(sample('products.csv'), { path: '?dryRun=true', key: '' }).expect(200);
    const report = { rows: 4, created: 4, updated: 0, unchanged: 0, issueCount: 0, issues: [] };
    expect(dry.body).toEqual(report);
    expect(await desk.count()).toBe(0);
    expect((await desk.send(sample('products.csv')).expect(200)).body).toEqual(report);
    expect((await desk.send(sample('products.xlsx'), { type: xlsx }).expect(200)).body).toEqual({
      ...report,
      created: 0,
      unchanged: 4,
    });
    expect(await shop.skusFor('buyer', 'sort=name')).toEqual(['BW-LED-A60-9W', 'BW-LED-PNL-40W', 'BW-USB-C-2M']);
    expect(await shop.skusFor('supplier', 'q=BW-OEM')).toEqual(['BW-OEM-LAMP-77']);
  });

  it('sent again with a change make a new version of what changed', async () => {
    const changed = sample('products.csv').toString().replace(',24000,', ',23000,');
    expect((await desk.send(changed, { path: '?dryRun=true' }).expect(200)).body).toMatchObject({
      updated: 1,
      unchanged: 3,
    });
    expect((await desk.send(changed).expect(200)).body).toMatchObject({ created: 0, updated: 1, unchanged: 3 });
    const { body } = await desk.office.get('supplier', `${products}?q=BW-LED-A60-9W`).expect(200);
    expect(body.products[0]).toMatchObject({ version: 2, stock: 23_000 });
  });

  it('without a column for it leave what a product says of retail and the like; an empty cell resets it', async () => {
    const said = { retail: 'no', not_withdrawable: 'perishable', stock: '70', on_sale: 'no', customisable: 'yes' };
    await desk.send(csvOf(cellsOf({ sku: 'SILENT', ...said }))).expect(200);
    const contentOf = async () => {
      const { body } = await desk.office.get('supplier', `${products}?q=SILENT`).expect(200);
      const path = `${products}/${body.products[0].product}`;
      return (await desk.office.get('supplier', path).expect(200)).body.content;
    };
    const kept = { retail: false, notWithdrawable: 'PERISHABLE', stock: 70, onSale: false, customisable: true };
    expect(await contentOf()).toMatchObject(kept);
    const spoken = header.map((name, at) => ({ name, at })).filter(({ name }) => !Object.keys(said).includes(name));
    const short = (changes: Record<string, string>) =>
      [header, cellsOf({ sku: 'SILENT', ...changes })]
        .map((cells) => spoken.map(({ at }) => `"${cells[at]}"`).join(','))
        .join('\n');
    expect((await desk.send(short({}), { path: '?dryRun=true' }).expect(200)).body).toMatchObject({ unchanged: 1 });
    expect((await desk.send(short({ moq: '200' })).expect(200)).body).toMatchObject({ updated: 1 });
    expect(await contentOf()).toMatchObject({ ...kept, moq: 200 });
    await desk.send(csvOf(cellsOf({ sku: 'SILENT' }))).expect(200);
    const reset = await contentOf();
    expect(reset).toMatchObject({ stock: 0, onSale: true, customisable: false });
    expect(reset).not.toHaveProperty('retail');
    expect(reset).not.toHaveProperty('notWithdrawable');
  });

  it('sent twice under one key are taken once, and under the key of another file refused', async () => {
    const key = 'import-once';
    const first = await desk.send(csvOf(cellsOf({ sku: 'KEYED' })), { key }).expect(200);
    const again = await desk.send(csvOf(cellsOf({ sku: 'KEYED' })), { key }).expect(200);
    expect([first.body.created, again.body]).toEqual([1, first.body]);
    await desk.send(csvOf(cellsOf({ sku: 'OTHER' })), { key }).expect(422);
    await desk.send(csvOf(cellsOf()), { key: '' }).expect(400);
  });
});

describe('a file with a fault', () => {
  it('is taken in no part, and every fault is named by row, field and rule', async () => {
    const file = csvOf(
      cellsOf({ sku: 'GOOD' }),
      cellsOf({ sku: 'BAD', moq: 'many', origin: 'China' }),
      cellsOf({ sku: 'GOOD' }),
    );
    expect(await desk.issuesOf(file)).toEqual([
      { row: 3, field: 'moq', rule: 'a whole number, digits only' },
      { row: 3, field: 'origin', rule: 'an ISO 3166 country code of two letters' },
      { row: 4, field: 'sku', rule: 'stands in row 2 too' },
    ]);
    const dry = await desk.send(file, { path: '?dryRun=true' }).expect(200);
    expect(dry.body).toMatchObject({ rows: 3, created: 0, issueCount: 3 });
    expect(await shop.skusFor('supplier', 'q=GOOD')).toEqual([]);
  });

  it.each([
    ['', [{ row: 0, field: '', rule: 'the file is empty' }]],
    [csvOf(), [{ row: 0, field: '', rule: 'there is no product below the header' }]],
    [
      'sku,colour\nA,B',
      expect.arrayContaining([
        { row: 1, field: 'colour', rule: 'there is no such column' },
        { row: 1, field: 'moq', rule: 'the column is missing' },
      ]),
    ],
    [
      `${csvOf(cellsOf())}\r\n"open`,
      [{ row: expect.any(Number), field: '', rule: 'not written as comma-separated values: look at the quotes' }],
    ],
    [csvOf([...cellsOf(), 'more']), [{ row: 2, field: '', rule: 'more cells than the header has columns' }]],
    [
      csvOf(cellsOf({ name_en: 'x'.repeat(20_000) })),
      [{ row: 2, field: '', rule: 'a cell of more than 16000 characters' }],
    ],
    [`${header.join(',')}${','.repeat(100)}\nA`, [{ row: 1, field: '', rule: 'at most 64 columns' }]],
    [`${header.join(',')}\n${'A\n'.repeat(5001)}`, [{ row: 0, field: '', rule: 'at most 5000 products in one file' }]],
    [
      `${header.join(',')}\n${'\n'.repeat(20_000)}A`,
      [{ row: 0, field: '', rule: 'at most 5000 products in one file' }],
    ],
  ])('is told apart (%#)', async (file, issues) => {
    expect(await desk.issuesOf(file === '' ? Buffer.alloc(0) : file)).toEqual(issues);
  });

  it('lists the first 500 faults and counts all', async () => {
    const { body } = await desk.send(
      csvOf(...Array.from({ length: 600 }, (_, at) => cellsOf({ sku: `N${at}`, moq: 'x' }))),
    ).expect(422);
    expect(body.data.issueCount).toBe(600);
    expect(body.data.issues).toHaveLength(500);
  });

  it('is not read when it is too large or of another type', async () => {
    await desk.send(Buffer.alloc(5 * 1024 * 1024, 'a')).expect(413);
    await desk.send('{}', { type: 'application/json' }).expect(415);
    await desk.send(csvOf(cellsOf()), { path: '?dryRun=perhaps' }).expect(400);
  });

  it("is the supplier's to send, tried or in earnest", async () => {
    for (const path of ['', '?dryRun=true']) {
      const { body } = await desk.send(csvOf(cellsOf()), { person: 'buyer', path }).expect(403);
      expect(body.code).toBe('not-a-supplier');
    }
  });
});

describe('a CSV file', () => {
  it('may have blank lines, a byte order mark, and semicolons where the header has them', async () => {
    const line = (cells: string[]) => cells.map((cell) => `"${cell}"`).join(';');
    const file = `\uFEFF${line(header)}\n\n${line(cellsOf({ sku: 'SEMI', certificates: 'CE; 1; TÜV; -' }))}\n\n`;
    expect((await desk.send(file).expect(200)).body).toMatchObject({ rows: 1, created: 1 });
  });

  it('is read in the charset it says, as Excel in China saves it', async () => {
    // 灯泡 in GB 18030.
    const name = Buffer.from([0xb5, 0xc6, 0xc5, 0xdd]);
    const [before, after] = csvOf(cellsOf({ sku: 'GBK', name_en: '', name_zh_cn: '@@' })).split('@@');
    const file = Buffer.concat([Buffer.from(before!), name, Buffer.from(after!)]);
    expect(await desk.issuesOf(file)).toEqual([
      { row: 0, field: '', rule: 'the file is not written in utf-8; say its charset in Content-Type' },
    ]);
    await desk.send(file, { type: 'text/csv; charset=gb18030' }).expect(200);
    expect(await shop.skusFor('buyer', `q=${encodeURIComponent('灯泡')}`)).toContain('GBK');
    expect(await desk.issuesOf(file, 'text/csv; charset=ebcdic')).toMatchObject([
      { rule: expect.stringMatching(/^charset: one of/) },
    ]);
  });

  it.each([
    ['utf-16le', 'UTF-16LE'],
    ['utf-16be', 'UTF-16BE'],
  ])('in %s is known by its mark, tabs and all, and refused by the rule without', async (charset, sku) => {
    const text = [header, cellsOf({ sku, name_zh_cn: '灯泡' })].map((cells) => cells.join('\t')).join('\r\n');
    const written = (mark: string) => {
      const little = Buffer.from(mark + text, 'utf16le');
      return charset === 'utf-16le' ? little : little.swap16();
    };
    const unmarked = { row: 0, field: '', rule: 'the file is not written in utf-8; say its charset in Content-Type' };
    expect(await desk.issuesOf(written(''))).toEqual([unmarked]);
    const torn = `charset: the file begins with the mark of ${charset}, its Content-Type says gb18030`;
    expect(await desk.issuesOf(written('\uFEFF'), 'text/csv; charset=gb18030')).toMatchObject([{ rule: torn }]);
    expect((await desk.send(written('\uFEFF')).expect(200)).body).toMatchObject({ created: 1 });
    expect((await desk.send(written(''), { type: `text/csv; charset=${charset}` }).expect(200)).body.unchanged).toBe(1);
    expect(await shop.skusFor('buyer', `q=${sku}`)).toContain(sku);
  });

  it('in UTF-32 is refused by its mark', async () => {
    const file = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from(csvOf(cellsOf()))]);
    expect(await desk.issuesOf(file)).toEqual([
      { row: 0, field: '', rule: 'charset: one of utf-8, utf-16le, utf-16be, gb18030, gbk, big5, not utf-32le' },
    ]);
  });

  it('in Big5 is taken when it says so, and refused when it does not or is not', async () => {
    // 燈泡 in Big5.
    const name = Buffer.from([0xbf, 0x4f, 0xaa, 0x77]);
    const [before, after] = csvOf(cellsOf({ sku: 'BIG5', name_en: '', name_zh_hk: '@@' })).split('@@');
    const file = Buffer.concat([Buffer.from(before!), name, Buffer.from(after!)]);
    const rule = (charset: string) => `the file is not written in ${charset}; say its charset in Content-Type`;
    expect(await desk.issuesOf(file)).toMatchObject([{ rule: rule('utf-8') }]);
    const broken = Buffer.concat([file, Buffer.from([0xff])]);
    expect(await desk.issuesOf(broken, 'text/csv; charset=big5')).toMatchObject([{ rule: rule('big5') }]);
    await desk.send(file, { type: 'text/csv; charset=big5' }).expect(200);
    expect(await shop.skusFor('buyer', `q=${encodeURIComponent('燈泡')}`)).toContain('BIG5');
  });

  it('is divided by tabs where the header is', async () => {
    const file = [header, cellsOf({ sku: 'TABS', certificates: 'CE; 1; TÜV; -' })].map((cells) => cells.join('\t'));
    expect((await desk.send(file.join('\n')).expect(200)).body).toMatchObject({ rows: 1, created: 1 });
  });

  it('with codes a sheet has rounded, or a country there is not, is refused by field and rule', async () => {
    const rule = 'in scientific notation: write all digits, as text';
    expect(await desk.issuesOf(csvOf(
      cellsOf({ gtin: '4.00638E+12' }), cellsOf({ sku: 'R-2', hs_code: '8,5395E+09' }),
      cellsOf({ sku: 'R-3', origin: 'XX' }), cellsOf({ sku: 'R-4', origin: 'XZ' }),
    ))).toEqual([
      { row: 2, field: 'gtin', rule },
      { row: 3, field: 'hs_code', rule },
      { row: 4, field: 'origin', rule: 'not a country of ISO 3166-1' },
      { row: 5, field: 'origin', rule: 'not a country of ISO 3166-1' },
    ]);
  });

  it("cannot reach the object's own parts by the names of its columns", async () => {
    const issues = await desk.issuesOf(`__proto__,constructor,${header.join(',')}\nx,y,A`);
    expect(issues.map(({ field }) => field)).toEqual(['__proto__', 'constructor']);
  });
});
