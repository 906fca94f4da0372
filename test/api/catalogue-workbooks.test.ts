import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cellsOf, header, openImporting, xlsx } from './catalogue-imports.ts';
import { type Part, sheetOf, workbookParts, zipOf } from './catalogue-workbook.ts';

let desk: Awaited<ReturnType<typeof openImporting>>;
beforeAll(async () => { desk = await openImporting(); });
afterAll(() => desk?.office.close());

describe('a workbook', () => {
  const table = (...rows: (string | number | { raw: string })[][]) => [header, ...rows];
  const book = (sheet: string, change: (parts: Part[]) => Part[] = (parts) => parts) =>
    zipOf(change(workbookParts(sheet)));
  const taken = (file: Buffer) => desk.send(file, { type: xlsx });
  const rule = async (file: Buffer) => (await desk.issuesOf(file, xlsx)).map((issue) => issue.rule);

  it('is read with its numbers as they are shown', async () => {
    const cells = cellsOf({ sku: 'BOOK' }).map((cell, at) =>
      header[at] === 'moq' ? { raw: '<c><v>100.00000000000001</v></c>' } : /^\d+$/.test(cell) ? Number(cell) : cell,
    );
    expect(await desk.issuesOf(book(sheetOf(table(cells))), xlsx)).toEqual([
      { row: 2, field: 'moq', rule: 'a whole number, digits only' },
    ]);
    const whole = cells.map((cell) => (typeof cell === 'object' ? { raw: '<c><v>1E2</v></c>' } : cell));
    expect((await taken(book(sheetOf(table(whole)))).expect(200)).body).toMatchObject({ created: 1 });
  });

  it('that holds an error of the sheet is refused', async () => {
    const cells = cellsOf().map((cell, at) => (at === 0 ? { raw: '<c t="e"><v>#REF!</v></c>' } : cell));
    expect(await rule(book(sheetOf(table(cells))))).toEqual(['a cell holds an error of the sheet, e.g. #REF!']);
  });

  const changed = (cell: string, raw: string, more: Record<string, string> = {}) =>
    table(cellsOf(more).map((text, at) => (header[at] === cell ? { raw } : text)));

  it.each([
    ['gtin', '4006381333931'], ['gtin', '4.00638E+12'], ['hs_code', '8539520000000'], ['hs_code', '8.5395E12'],
  ])('that shows %s %s in scientific notation is refused by field and rule', async (field, number) => {
    const issues = await desk.issuesOf(book(sheetOf(changed(field, `<c><v>${number}</v></c>`))), xlsx);
    expect(issues).toEqual([{ row: 2, field, rule: 'in scientific notation: write all digits, as text' }]);
  });

  it('may hold codes as whole numbers shown with all their digits', async () => {
    const sheet = sheetOf(changed('hs_code', '<c><v>8539520000</v></c>', { sku: 'DIGITS', gtin: '4006381333931' }));
    expect((await taken(book(sheet)).expect(200)).body).toMatchObject({ created: 1 });
  });

  it.each([
    ['with its last result', '<c><f>50*2</f><v>100</v></c>'],
    ['without any', '<c><f>50*2</f></c>'],
    ['shared from another cell', '<c><f t="shared" si="0"/><v>100</v></c>'],
    ['that gives an error', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
  ])('with a formula %s is refused by field and rule', async (_what, raw) => {
    for (const field of ['moq', 'stock']) {
      const issues = await desk.issuesOf(book(sheetOf(changed(field, raw))), xlsx);
      expect(issues).toEqual([{ row: 2, field, rule: 'holds a formula: paste its value' }]);
    }
  });

  it('made of formulas that never end is read in no time', async () => {
    const began = performance.now();
    const sheet = sheetOf(table(cellsOf())).replace('</sheetData>', `${'<c r="A1"><f'.repeat(300_000)}</sheetData>`);
    await taken(book(sheet));
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('with merged cells is refused by the field where they begin', async () => {
    const merged = '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    const sheet = sheetOf(table(cellsOf(), cellsOf({ sku: '' }))).replace('</sheetData>', merged);
    expect(await desk.issuesOf(book(sheet), xlsx)).toEqual([
      { row: 2, field: 'sku', rule: 'merged cells: each cell has to hold a value of its own' },
    ]);
  });

  it('with an SKU twice, or more rows than are taken, is refused whole', async () => {
    const twice = table(cellsOf({ sku: 'ONE' }), cellsOf({ sku: 'TWO' }), cellsOf({ sku: ' ONE ' }));
    expect(await desk.issuesOf(book(sheetOf(twice)), xlsx)).toEqual([
      { row: 4, field: 'sku', rule: 'stands in row 2 too' },
    ]);
    const many = table(...Array.from({ length: 5001 }, (_, at) => [`N${at}`]));
    expect(await rule(book(sheetOf(many)))).toEqual(['at most 5000 products in one file']);
  });

  it('that says it has a million columns costs what it holds', async () => {
    const began = performance.now();
    const far = `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`;
    const sheet = sheetOf(table(cellsOf({ sku: 'WIDE' })), 'A1:XFD1048576').replace('</sheetData>', far);
    expect(await rule(book(sheet))).toEqual(['at most 64 columns']);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('that unpacks to more than is allowed is refused, whatever it says of its size', async () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024, ' ');
    const swollen = (parts: Part[]) =>
      parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content: bomb, claims: 100 } : part));
    const file = book(sheetOf([]), swollen);
    expect(file.length).toBeLessThan(100_000);
    expect(await rule(file)).toEqual(['the workbook unpacks to more than is allowed']);
    const many = (parts: Part[]) => [
      ...parts,
      ...Array.from({ length: 1100 }, (_, at) => ({ name: `xl/worksheets/s${at}.xml`, content: '' })),
    ];
    expect(await rule(book(sheetOf([]), many))).toEqual(['the workbook unpacks to more than is allowed']);
  });

  it('may hold pictures, which are not unpacked', async () => {
    const picture = { name: 'xl/media/image1.png', content: Buffer.alloc(64 * 1024 * 1024) };
    expect(
      (await taken(book(sheetOf(table(cellsOf({ sku: 'PICTURE' }))), (parts) => [...parts, picture])).expect(200)).body
        .created,
    ).toBe(1);
  });

  it.each([
    ['no archive', Buffer.from('PK not really'), 'not a workbook: the archive is broken or of an unusual kind'],
    [
      'cut off',
      zipOf(workbookParts(sheetOf([]))).subarray(0, 600),
      'not a workbook: the archive is broken or of an unusual kind',
    ],
    [
      'an archive of something else',
      zipOf([{ name: 'a.txt', content: 'a' }]),
      'not an Office Open XML workbook (.xlsx)',
    ],
    [
      'protected',
      zipOf([{ name: 'xl/workbook.xml', content: 'a', flags: 1 }]),
      'the workbook is protected by a password',
    ],
    [
      'packed unusually',
      zipOf([{ name: 'xl/workbook.xml', content: 'a', method: 14 }]),
      'not a workbook: the archive is broken or of an unusual kind',
    ],
    [
      'the same part twice',
      zipOf([
        { name: 'xl/workbook.xml', content: 'a' },
        { name: 'xl/workbook.xml', content: 'b' },
      ]),
      'not a workbook: the archive is broken or of an unusual kind',
    ],
    ['without a sheet', zipOf(workbookParts(sheetOf([]))), 'the first sheet is empty'],
  ])('that is %s is refused', async (_what, file, expected) => {
    expect(await rule(file)).toEqual([expected]);
  });
});
