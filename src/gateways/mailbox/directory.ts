import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where mails wait to be taken in. */
export interface MailSource {
  /** The names of the mails that wait, oldest name first, at most so many. */
  waiting(limit: number): Promise<string[]>;
  /** The mail as it came; null when it is larger than any mail that is taken. */
  read(name: string): Promise<Buffer | null>;
  /** Puts a mail aside that is taken, or that never will be. */
  done(name: string): Promise<void>;
}

/**
 * Mails as a mail server's delivery agent drops them: one file each, `*.eml`, renamed into the folder when it is whole.
 * A mail that is done with moves to the folder `taken` below it.
 */
export function directoryMailbox(folder: string, mostBytes: number): MailSource {
  const taken = join(folder, 'taken');
  return {
    async waiting(limit) {
      await mkdir(taken, { recursive: true });
      const files = await readdir(folder, { withFileTypes: true });
      const mails = files.filter((file) => file.isFile() && file.name.endsWith('.eml'));
      return mails
        .map(({ name }) => name)
        .sort()
        .slice(0, limit);
    },
    async read(name) {
      const path = join(folder, name);
      return (await stat(path)).size > mostBytes ? null : readFile(path);
    },
    done: (name) => rename(join(folder, name), join(taken, name)),
  };
}
