import { XMLBuilder, XMLParser } from 'fast-xml-parser';

export type XmlElement = { [name: string]: XmlNode | XmlNode[] };
export type XmlNode = string | XmlElement;

export type XmlLimits = { maxCharacters: number; maxDepth: number };

/** 64 million characters is ten times the largest statement measured (20,000 entries are 6.4 MB). */
export const defaultLimits: XmlLimits = { maxCharacters: 64_000_000, maxDepth: 40 };

export type BankMessageFault =
  | 'too-large'
  | 'too-deep'
  | 'malformed-xml'
  | 'forbidden-xml'
  | 'not-this-message'
  | 'invalid-field';

/** A bank message that cannot be read or written; `code` is the rule that was broken, the message names the field. */
export class BankMessageError extends Error {
  readonly code: BankMessageFault;
  constructor(code: BankMessageFault, detail: string) {
    super(detail);
    this.name = 'BankMessageError';
    this.code = code;
  }
}

// Characters outside XML 1.0 production [2], lone surrogates (Cs) among them; PostgreSQL could not store the first of
// them either.
const forbiddenCharacter = /(?![\t\n\r\u007F-\u009F])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;
const unknownEntity = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)[^;\s]{0,20};?/;

/**
 * Parses XML text into plain objects: namespace prefixes dropped, attributes as '@name', every value a text. Document
 * type declarations and entities other than the five of XML 1.0 are refused, so nothing outside the text is ever
 * read. Throws BankMessageError.
 */
export function readXml(text: string, limits: Partial<XmlLimits> = {}): XmlElement {
  const { maxCharacters, maxDepth } = { ...defaultLimits, ...limits };
  if (text.length > maxCharacters) {
    throw new BankMessageError(
      'too-large',
      `the file has ${text.length} characters, more than the ${maxCharacters} allowed`,
    );
  }
  const plain = plainMarkup(text);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: maxDepth,
    jPath: false,
  });
  const root = parsed(parser, plain);
  if (Object.keys(root).length !== 1 || Array.isArray(Object.values(root)[0])) {
    throw new BankMessageError(
      'malformed-xml',
      'the file is not well-formed XML: it must have exactly one root element',
    );
  }
  return root;
}

function parsed(parser: XMLParser, plain: string): XmlElement {
  try {
    return parser.parse(plain, true) as XmlElement;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (/nested tags/i.test(detail)) {
      throw new BankMessageError('too-deep', 'the elements are nested deeper than any bank message');
    }
    throw new BankMessageError('malformed-xml', `the file is not well-formed XML: ${detail}`);
  }
}

/** Refuses forbidden markup; comments and CDATA are taken out first, so that what they hold raises no false alarm. */
function plainMarkup(text: string): string {
  const plain = withoutComments(text.replace(/^\uFEFF/, '')).trimStart();
  if (plain === '') throw new BankMessageError('malformed-xml', 'the file is empty');
  if (plain.includes('<!')) {
    throw new BankMessageError('forbidden-xml', 'document type and entity declarations are not accepted');
  }
  const entity = unknownEntity.exec(plain);
  if (entity) {
    throw new BankMessageError('forbidden-xml', `'${entity[0]}' is not one of the character references of XML 1.0`);
  }
  if (forbiddenCharacter.test(plain)) {
    throw new BankMessageError('malformed-xml', 'the file holds a character that XML 1.0 does not allow');
  }
  return plain;
}

const sections = [
  { opening: '<!--', closing: '-->', escaped: false },
  { opening: '<![CDATA[', closing: ']]>', escaped: true },
];

/**
 * Drops comments and makes CDATA escaped text. It searches for both ends rather than matching a pattern, which a file
 * of comments that never close would stall.
 */
function withoutComments(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let start = text.indexOf('<!'); start >= 0; start = text.indexOf('<!', Math.max(from, start + 2))) {
    const section = sections.find(({ opening }) => text.startsWith(opening, start));
    if (section === undefined) continue;
    const { opening, closing, escaped } = section;
    const end = text.indexOf(closing, start + opening.length);
    if (end < 0) throw new BankMessageError('malformed-xml', `the file is not well-formed XML: no end to '${opening}'`);
    pieces.push(text.slice(from, start), escaped ? escapeText(text.slice(start + opening.length, end)) : '');
    from = end + closing.length;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** One pass, so that '&amp;#228;' stays the text '&#228;'. */
const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (_whole, name: string) => named[name] ?? character(name))
    : text;

function character(reference: string): string {
  const code = reference.startsWith('#x') ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  const text = code <= 0x10ffff ? String.fromCodePoint(code) : '\u0000';
  if (forbiddenCharacter.test(text)) {
    throw new BankMessageError('forbidden-xml', `'&${reference};' is not a character of XML 1.0`);
  }
  return text;
}

/** The children of one name, in document order; none when the node is missing or a text. */
export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  if (node === undefined || typeof node === 'string' || !Object.hasOwn(node, name)) return [];
  const found = node[name] as XmlNode | XmlNode[];
  return Array.isArray(found) ? found : [found];
}

/** The first node at the end of a path of element names. */
export function at(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((current, name) => children(current, name)[0], node);
}

/** Every node at the end of a path, through repeated elements on the way. */
export function allAt(node: XmlNode | undefined, ...path: string[]): XmlNode[] {
  return path.reduce<XmlNode[]>(
    (nodes, name) => nodes.flatMap((each) => children(each, name)),
    node === undefined ? [] : [node],
  );
}

/** The text of a node, runs of white space made one space and trimmed; null when there is none. */
export function textOf(node: XmlNode | undefined): string | null {
  const raw = typeof node === 'string' ? node : children(node, '#text')[0];
  if (typeof raw !== 'string') return null;
  return decode(raw).replace(/\s+/g, ' ').trim() || null;
}

export const textAt = (node: XmlNode | undefined, ...path: string[]): string | null => textOf(at(node, ...path));

export const textsAt = (node: XmlNode | undefined, ...path: string[]): string[] =>
  allAt(node, ...path).flatMap((each) => textOf(each) ?? []);

export const attribute = (node: XmlNode | undefined, name: string): string | null => textAt(node, `@${name}`);

/**
 * Finds the elements of some names, whatever envelope is around them (business header, SOAP, a bank's own wrapper).
 * Does not look inside what it has found.
 */
export function findAll(node: XmlNode | undefined, ...names: string[]): { name: string; node: XmlNode }[] {
  if (node === undefined || typeof node === 'string') return [];
  return Object.keys(node).flatMap((name) => {
    const found = children(node, name);
    return names.includes(name)
      ? found.map((each) => ({ name, node: each }))
      : found.flatMap((each) => findAll(each, ...names));
  });
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  indentBy: ' ',
  suppressEmptyNode: true,
});

/** Writes a document from nested objects ('@name' for attributes); elements set to undefined are left out. */
export function writeXml(document: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}`;
}
