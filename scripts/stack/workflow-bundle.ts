import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

// Everything a workflow may import. What lies outside can change without a new bundle.
const SOURCES = ['workflows', 'src/domain', 'src/temporal'];
const KEPT = 3;
const NAME = /^workflows-[0-9a-f]{16}\.js$/;

/**
 * Modules loaded once for all workflows of a worker instead of once for each: zod and the schemas of the process table
 * cost a megabyte and ten milliseconds apiece. They hold constants and pure functions only, so sharing them is safe.
 */
const PRELOADED = [
  'zod',
  join(projectRoot, 'src/domain/credit/record.ts'),
  join(projectRoot, 'src/domain/order/judge.ts'),
  join(projectRoot, 'src/domain/order/view.ts'),
  join(projectRoot, 'src/domain/qualification/judge.ts'),
];

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A name for the content that the bundle is made from, so that the same sources are bundled only once. */
function contentKey(): string {
  const files = [
    ...SOURCES.flatMap((folder) => filesOf(join(projectRoot, folder))),
    join(projectRoot, 'package-lock.json'),
  ];
  const hash = createHash('sha256').update(JSON.stringify(PRELOADED.map((module) => relative(projectRoot, module))));
  for (const file of files.sort())
    hash.update(relative(projectRoot, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

function forgetOld(folder: string, current: string): void {
  const age = (name: string) => statSync(join(folder, name)).mtimeMs;
  const old = readdirSync(folder).filter((name) => NAME.test(name) && name !== current);
  for (const name of old.sort((a, b) => age(b) - age(a)).slice(KEPT)) rmSync(join(folder, name), { force: true });
}

/**
 * Bundles the workflows for the workers into `folder` and answers the file's path; a bundle of the same sources that is
 * already there is used again. A worker loads it with `workflowBundle: { codePath }`.
 */
export async function bundleWorkflows(folder: string): Promise<string> {
  const name = `workflows-${contentKey()}.js`;
  const file = join(resolve(folder), name);
  if (existsSync(file)) return file;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
    preloadModules: PRELOADED,
    logger: new DefaultLogger('WARN'),
  });
  mkdirSync(resolve(folder), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
  forgetOld(resolve(folder), name);
  return file;
}
