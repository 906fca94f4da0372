import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processPage } from '../src/domain/order/diagram.ts';

/** What is read off the code and kept as a file, for people to read and for reviewers to see the difference. */
export const generated: Record<string, () => string | Promise<string>> = {
  'docs/process.md': processPage,
  'test/golden/decisions.txt': async () => (await import('../test/support/decisions.ts')).decisionTable(),
};

export const pathOf = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, make] of Object.entries(generated)) {
    writeFileSync(pathOf(file), await make());
    process.stdout.write(`${file}\n`);
  }
}
