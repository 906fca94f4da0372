import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { readUblFile } from './ubl-file.ts';

/** Beyond this depth and size no mail of a trader's is nested; what claims to be is refused, not read. */
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 };

/** A purchase order that came with a mail: as its sender wrote it, not checked yet, or why it cannot be read. */
export type MailOrder = { file: string } & (
  | { input: unknown; elementOf?: (field: string) => string }
  | { fault: string }
);

/** A file that came with a mail. */
export interface MailFile {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** A mail (RFC 5322) as the intake needs it. Texts may hold anything a sender can write. */
export interface ReadMail {
  messageId: string | null;
  /** The one mailbox it is from, in lower case; null where there is none, or several. */
  from: string | null;
  subject: string;
  text: string;
  /** Sent by a machine (RFC 3834, lists, bounces): never answered, so that two machines do not write to each other. */
  automatic: boolean;
  /** True: a header that only our own mail server writes says that the sender's domain has signed it (DKIM). */
  proven: boolean;
  files: MailFile[];
  /** What of the files is written as an order. */
  orders: MailOrder[];
}

const oneLine = (text: string | undefined, most: number): string =>
  (text ?? '')
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, most);

const mailboxOf = (from: Address | undefined): string | null => {
  const address = from !== undefined && 'address' in from ? from.address?.toLowerCase() : undefined;
  return address !== undefined && /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/.test(address) ? address : null;
};

/** A mail of which nothing can be read. */
export const unreadable: ReadMail = {
  messageId: null,
  from: null,
  subject: '',
  text: '',
  automatic: true,
  proven: false,
  files: [],
  orders: [],
};

/**
 * Reads a mail. `authserv` is the authserv-id (RFC 8601) under which our own mail server writes what it found; only
 * the first header under that id counts, because servers put theirs on top of what senders may have forged. Throws
 * nothing: what cannot be read comes back as far as it could be.
 */
export async function readMail(bytes: Buffer, authserv: string | null): Promise<ReadMail> {
  const email = await PostalMime.parse(new Uint8Array(bytes), limits).catch(() => null);
  if (email === null) {
    return { ...unreadable };
  }
  const from = froms(email) === 1 ? mailboxOf(email.from) : null;
  const messageId = oneLine(email.messageId, 500);
  const files = email.attachments.map(fileOf);
  return {
    messageId: messageId === '' ? null : messageId,
    from,
    subject: oneLine(email.subject, 300),
    text: (email.text ?? '').replaceAll('\u0000', '').slice(0, 20_000),
    automatic: isAutomatic(email),
    proven: from !== null && authserv !== null && isProven(email, from, authserv),
    files,
    orders: files.flatMap(orderIn),
  };
}

const headers = ({ headers: all }: Email, name: string): string[] =>
  all.filter(({ key }) => key === name).map(({ value }) => value);

/** A second From is how a forged sender hides behind a signed one. */
const froms = (email: Email): number => headers(email, 'from').length;

function isAutomatic(email: Email): boolean {
  const [submitted = 'no'] = headers(email, 'auto-submitted');
  const bulk = headers(email, 'precedence').some((value) => /bulk|list|junk/i.test(value));
  const bounce = headers(email, 'return-path').some((value) => value.trim() === '<>');
  return !/^no\b/i.test(submitted.trim()) || bulk || bounce || headers(email, 'list-id').length > 0;
}

function isProven(email: Email, from: string, authserv: string): boolean {
  const found = headers(email, 'authentication-results').find((value) => {
    const [id = ''] = value.split(';');
    return id.trim().split(/\s+/)[0]?.toLowerCase() === authserv.toLowerCase();
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  // A comment in brackets may say anything, so it is taken out before what counts is looked for.
  const results = (found ?? '')
    .replace(/\([^()]*\)/g, ' ')
    .split(';')
    .slice(1);
  return results.some((result) => {
    const signer = /\bheader\.d=([^\s;]+)/i.exec(result)?.[1]?.toLowerCase();
    return /^\s*dkim\s*=\s*pass\b/i.test(result) && signer === domain;
  });
}

const mediaTypeOf: Record<string, string> = {
  xml: 'application/xml',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  csv: 'text/csv',
};

/** A file as it came; its kind is told by its name first, since mail programs often say nothing of it. */
function fileOf({ filename, mimeType, content }: Attachment): MailFile {
  const name = oneLine(filename ?? '', 200) || 'attachment';
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content as Uint8Array);
  const kind = /\.([a-z]{3,4})$/i.exec(name)?.[1] ?? /[/+](xml|json)$/i.exec(mimeType)?.[1] ?? '';
  return { name, bytes, mediaType: mediaTypeOf[kind.toLowerCase()] ?? mimeType };
}

/** The order a file is; nothing where it is no XML or JSON. */
function orderIn({ name, mediaType, bytes }: MailFile): MailOrder[] {
  const kind = (['xml', 'json'] as const).find((each) => mediaTypeOf[each] === mediaType);
  if (kind === undefined) return [];
  if (kind === 'xml') return [{ file: name, ...readUblFile(bytes) }];
  try {
    return [{ file: name, input: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown }];
  } catch {
    return [{ file: name, fault: 'the file is no JSON in UTF-8' }];
  }
}
