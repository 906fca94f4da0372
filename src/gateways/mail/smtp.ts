import { createTransport } from 'nodemailer';
import { type Mail, MailRefused, type MailSender } from '../../domain/words/mail.ts';

const timeoutMs = 20_000;
/** Replies of 5xx are lasting (RFC 5321, 4.2.1); those about signing in are ours to mend, not the letter's. */
const isLasting = (code: unknown): boolean =>
  typeof code === 'number' && code >= 500 && code !== 530 && code !== 534 && code !== 535;

/** Sends through the server at `url` (smtp:// or smtps://), in the name of `from`. */
export function openSmtp(url: string, from: string): MailSender {
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url, pool: true, maxConnections: 2, ...limits }, { from });
  return {
    async send({ messageId, to, subject, text, locale }: Mail): Promise<string> {
      try {
        // RFC 3834: nobody's holiday notice should answer a letter of the house.
        const headers = { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated' };
        const sent = await transport.sendMail({ messageId, to, subject, text, headers });
        return sent.response;
      } catch (error) {
        const { responseCode, message } = error as { responseCode?: unknown; message: string };
        if (isLasting(responseCode)) throw new MailRefused(message, { cause: error });
        throw error;
      }
    },
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}
