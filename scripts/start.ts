// npm start: brings everything up, plays one whole trade, says where everything is, and stays up.
import { noMail, playDemo } from './demo.ts';
import { progress, runInForeground } from './stack/foreground.ts';
import type { Stack } from './stack/index.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** The console is served at the API's root where it has been built; elsewhere there is nothing to point at. */
async function consoleOf(apiUrl: string | undefined): Promise<string | undefined> {
  if (!apiUrl) return undefined;
  const answer = await fetch(apiUrl).catch(() => undefined);
  return answer?.ok ? apiUrl : undefined;
}

async function printAddresses(stack: Stack): Promise<void> {
  const rows = {
    console: await consoleOf(stack.apiUrl),
    API: stack.apiUrl,
    'API docs': stack.apiUrl && `${stack.apiUrl}/docs`,
    'Temporal UI': stack.uiUrl,
    Temporal: stack.temporalAddress,
    'caught mail': stack.mailUrl,
    'data and logs': stack.dataDir,
  };
  print('');
  for (const [name, address] of Object.entries(rows)) if (address) print(`  ${name.padEnd(14)} ${address}`);
  print('\nEverything stays up until Ctrl-C. In another terminal: npm run demo plays the trade again.');
}

const log = progress(print);
process.exitCode = await runInForeground({}, log, async (stack) => {
  const { apiUrl, mailUrl } = stack;
  if (apiUrl && mailUrl) await playDemo({ apiUrl, mailUrl, print });
  else if (apiUrl) print(noMail);
  await printAddresses(stack);
});
process.exit();
