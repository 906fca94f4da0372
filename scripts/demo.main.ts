// npm run demo: plays one whole trade on the stack that is running.
import { noMail, playDemo } from './demo.ts';
import { readStackFile } from './stack/stack-file.ts';

try {
  const { api, mail } = readStackFile();
  if (!api) throw new Error('The running stack has no API process; npm start brings one up');
  if (!mail) throw new Error(noMail);
  await playDemo({ apiUrl: api, mailUrl: mail, print: (line) => void process.stdout.write(`${line}\n`) });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
