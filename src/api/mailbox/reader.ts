/** The largest mail that is taken, with everything attached to it. */
export const mostMailBytes = 10 * 1024 * 1024;

/** A mail as the intake needs it, whoever reads it; texts may hold anything a sender can write. */
export interface IncomingMail {
  messageId: string | null;
  /** The one mailbox it is from, in lower case; null where there is none, or several. */
  from: string | null;
  subject: string;
  /** The message itself, as far as it is text. */
  text: string;
  /** Sent by a machine: never answered. */
  automatic: boolean;
  /** Our own mail server vouches that the sender's domain has signed it. */
  proven: boolean;
  files: { name: string; mediaType: string; bytes: Buffer }[];
  /** What of the files is written as an order, unchecked, or why it cannot be read. */
  orders: ({ file: string } & ({ input: unknown; elementOf?: (field: string) => string } | { fault: string }))[];
}

/** Reads a mail as it came; never throws, what cannot be read is missing from the answer. */
export type MailReader = (bytes: Buffer) => Promise<IncomingMail>;
