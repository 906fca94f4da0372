// npm run up: brings everything up without playing a trade, and stays up. With --json, one line on standard output
// says, once ready, where everything is and who can log in; progress goes to standard error.
import { seededUsers } from '../src/persistence/seed.ts';
import { progress, runInForeground } from './stack/foreground.ts';
import type { Stack } from './stack/index.ts';

const json = process.argv.includes('--json');
const log = progress((line) => void process.stderr.write(`${line}\n`));

function where(stack: Stack) {
  return {
    api: stack.apiUrl,
    temporalUi: stack.uiUrl,
    temporalAddress: stack.temporalAddress,
    databaseUrl: stack.databaseUrl,
    mail: stack.mailUrl,
    users: seededUsers.map(({ email, password, company, roles }) => ({ email, password, company, roles })),
  };
}

function lines(stack: Stack): string {
  const { users, databaseUrl, ...addresses } = where(stack);
  const places = Object.entries({ ...addresses, dataDir: stack.dataDir }).map(
    ([name, value]) => `${name.padEnd(16)} ${value ?? '-'}`,
  );
  const people = users.map(
    ({ email, password, roles }) => `${email.padEnd(34)} ${password.padEnd(20)} ${roles.join(', ')}`,
  );
  return [...places, '', ...people, ''].join('\n');
}

process.exitCode = await runInForeground({}, log, async (stack) => {
  process.stdout.write(json ? `${JSON.stringify(where(stack))}\n` : lines(stack));
});
process.exit();
