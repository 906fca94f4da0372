import type { Locale } from './locale.ts';

/** A letter as it leaves: plain text in one language. The same letter always has the same `messageId` (RFC 5322). */
export interface Mail {
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  locale: Locale;
}

/** The way out for mail. `send` answers the receipt of the server that took it. Throws MailRefused or what failed. */
export interface MailSender {
  send(mail: Mail): Promise<string>;
  close(): Promise<void>;
}

/** The server will not take this letter, now or ever: another attempt would fare no better. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}
