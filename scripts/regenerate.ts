import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processPage } from '../src/domain/order/diagram.ts';

/** The operations say who they are for without being carried out, so nothing they work with is needed. */
async function access(): Promise<string> {
  const [{ accessPage }, { operationsOf }] = await Promise.all([
    import('../src/api/access-page.ts'),
    import('../src/api/app.ts'),
  ]);
  return accessPage(operationsOf({} as Parameters<typeof operationsOf>[0]));
}

/** What is read off the code and kept as a file, for people to read and for reviewers to see the difference. */
export const generated: Record<string, () => string | Promise<string>> = {
  'docs/process.md': processPage,
  'docs/access.md': access,
  'test/golden/decisions.txt': async () => (await import('../test/support/decisions.ts')).decisionTable(),
};

export const pathOf = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, make] of Object.entries(generated)) {
    writeFileSync(pathOf(file), await make());
    process.stdout.write(`${file}\n`);
  }
}
