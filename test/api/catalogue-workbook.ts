import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive; `claims` lets it lie about its unpacked size, `flags` and `method` about what it is. */
export interface Part {
  name: string;
  content: Buffer | string;
  claims?: number;
  flags?: number;
  method?: number;
}

/** A ZIP archive as Office writes it, byte by byte, so that tests can make it as hostile as they want. */
export function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims, flags = 0, method = 8 } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';

const typeOf = (kind: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml`;
const relation = (kind: string, target: string): string =>
  `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Target="${target}" ` +
  `Type="${office}/officeDocument/2006/relationships/${kind}"/></Relationships>`;
const override = (part: string, kind: string) => `<Override PartName="/${part}" ContentType="${typeOf(kind)}"/>`;

const contentTypes = [
  `${xml}<Types xmlns="${office}/package/2006/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  override('xl/workbook.xml', 'sheet.main'),
  override('xl/worksheets/sheet1.xml', 'worksheet'),
  '</Types>',
].join('');

const workbook = [
  `${xml}<workbook xmlns="${office}/spreadsheetml/2006/main" `,
  `xmlns:r="${office}/officeDocument/2006/relationships">`,
  '<sheets><sheet name="Products" sheetId="1" r:id="rId1"/></sheets></workbook>',
].join('');

/** The parts of a workbook with one sheet, whose XML is given. */
export const workbookParts = (sheet: string): Part[] => [
  { name: '[Content_Types].xml', content: contentTypes },
  { name: '_rels/.rels', content: relation('officeDocument', 'xl/workbook.xml') },
  { name: 'xl/workbook.xml', content: workbook },
  { name: 'xl/_rels/workbook.xml.rels', content: relation('worksheet', 'worksheets/sheet1.xml') },
  { name: 'xl/worksheets/sheet1.xml', content: sheet },
];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A sheet of rows; numbers are cells of numbers, texts stand in their cells. `raw` is put in as it is. */
export function sheetOf(rows: readonly (readonly (string | number | { raw: string })[])[], dimension = 'A1'): string {
  const cells = (row: readonly (string | number | { raw: string })[], at: number) =>
    row
      .map((value, column) => {
        const place = `${column < 26 ? '' : 'A'}${String.fromCharCode(65 + (column % 26))}${at + 1}`;
        if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
        if (typeof value === 'string') return `<c r="${place}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
        return value.raw.replace('<c', `<c r="${place}"`);
      })
      .join('');
  const body = rows.map((row, at) => `<row r="${at + 1}">${cells(row, at)}</row>`).join('');
  const open = `<worksheet xmlns="${office}/spreadsheetml/2006/main"><dimension ref="${dimension}"/>`;
  return `${xml}${open}<sheetData>${body}</sheetData></worksheet>`;
}
