/** What a mail of the tests differs in; everything else is a plain mail of the buyer. */
export interface MailParts {
  from?: string;
  messageId?: string;
  subject?: string;
  headers?: string[];
  text?: string;
  /** Name and content of what is attached. */
  files?: [name: string, content: string | Buffer][];
}

/** A mail as a server hands it over (RFC 5322), with what is attached. */
export function mailOf({
  from,
  messageId,
  subject,
  headers = [],
  text = 'Please find our order attached.',
  files = [],
}: MailParts): Buffer {
  const boundary = '=_parts';
  const parts = files.map(([name, content]) => [
    `--${boundary}`,
    `Content-Type: application/octet-stream; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content as string)
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n'),
  ]);
  return Buffer.from(
    [
      ...headers,
      ...(from === undefined ? [] : [`From: Somebody <${from}>`]),
      ...(messageId === undefined ? [] : [`Message-ID: <${messageId}>`]),
      `Subject: ${subject ?? 'Purchase order'}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      ...parts.flat(),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}

/** What the tests' mail server writes when it has verified a signature of the domain. */
export const dkim = (domain: string, result = 'pass', id = 'mx.trade.example') =>
  `Authentication-Results: ${id}; spf=pass; dkim=${result} header.d=${domain} header.s=k1`;
