// Bundles the workflows for the workers into the file that is named: node scripts/bundle.ts dist/workflows.js
import { copyFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleWorkflows } from './stack/workflow-bundle.ts';

const [target] = process.argv.slice(2);
if (!target) throw new Error('Name the file to write: node scripts/bundle.ts dist/workflows.js');
copyFileSync(await bundleWorkflows(dirname(target)), target);
