// npm run trade: issues any command to an order of the running stack, as a user of the sandbox, and prints the answer.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededUsers } from '../src/persistence/seed.ts';
import { type Caller, type Reply, signIn } from './demo/http.ts';
import { readStackFile } from './stack/stack-file.ts';

const usage = `npm run trade -- <command> <order> --as <who> [--input '<json>' | --file <file>] [--key <key>]
npm run trade -- open --as buyer --file examples/enquiry.json
npm run trade -- --list <order> --as <who>

  <command>   a command of the trade, such as acceptQuote; open opens an order
  --as        a user of the sandbox: ${seededUsers.map(({ email }) => nameOf(email)).join(', ')}
  --input     what the command needs, as JSON; nothing when left out
  --file      the same, from a file
  --key       the Idempotency-Key; the same key again gets the same answer
  --list      what this user can do with the order now, and why not`;

function nameOf(email: string): string {
  return email.slice(0, email.indexOf('@'));
}

/** The command line was not understood; the usage says what would be. */
class UsageError extends Error {}

interface Asked {
  command: string;
  order: string;
  who: string;
  input: unknown;
  key: string | undefined;
  list: boolean;
}

function asked(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  const list = values.list === true;
  const [command = '', order = ''] = list ? ['', ...positionals] : positionals;
  if (values.as === undefined) throw new UsageError('--as: say who issues it');
  if (!list && command === '') throw new UsageError('<command>: say which');
  if (order === '' && command !== 'open') throw new UsageError('<order>: say which, by its number');
  if (values.input !== undefined && values.file !== undefined)
    throw new UsageError('--input and --file: give one of them');
  const given = values.file === undefined ? (values.input ?? '{}') : readFileSync(values.file, 'utf8');
  return { command, order, who: values.as, input: jsonOf(given), key: values.key, list };
}

function parsed(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args,
      allowPositionals: true,
      options: { as: text, input: text, file: text, key: text, list: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given) as unknown;
  } catch (cause) {
    throw new UsageError('--input or --file: not JSON', { cause });
  }
}

async function enter(who: string): Promise<Caller> {
  const user = seededUsers.find(({ email }) => email === who || nameOf(email) === who);
  if (user === undefined) throw new UsageError(`--as: the sandbox has no user ${who}`);
  const { api } = readStackFile();
  if (!api) throw new Error('The running stack has no API process; npm start brings one up');
  return signIn(api, user.email, user.password);
}

interface Listed {
  stage: string;
  waitingOn: string[];
  actions: {
    command: string;
    summary: string;
    allowed: boolean;
    code: string | null;
    why: string | null;
    until: string | null;
  }[];
}

function linesOf({ stage, waitingOn, actions }: Listed): string[] {
  const width = Math.max(0, ...actions.map(({ command }) => command.length));
  const rows = actions.map(
    ({ command, summary, allowed, code, why }) =>
      `${allowed ? 'yes' : 'no '}  ${command.padEnd(width)}  ${allowed ? summary : `${code ?? ''}: ${why ?? ''}`}`,
  );
  return [`stage ${stage}, waiting for ${waitingOn.join(', ') || 'nobody'}`, ...rows];
}

async function carryOut({ command, order, who, input, key, list }: Asked): Promise<{ reply: Reply; lines: string[] }> {
  const caller = await enter(who);
  const path = `/v1/orders/${encodeURIComponent(order)}`;
  const reply = list
    ? await caller.get<Record<string, unknown>>(`${path}/actions`)
    : await caller.post<Record<string, unknown>>(
        command === 'open' ? '/v1/orders' : `${path}/${encodeURIComponent(command)}`,
        input,
        key,
      );
  const readable = list && reply.status === 200;
  return { reply, lines: readable ? linesOf(reply.body as unknown as Listed) : [JSON.stringify(reply.body, null, 2)] };
}

if (process.argv.includes('--help')) {
  process.stdout.write(`${usage}\n`);
  process.exit();
}
try {
  const { reply, lines } = await carryOut(asked(process.argv.slice(2)));
  const refused = reply.status >= 400;
  const stream = refused ? process.stderr : process.stdout;
  stream.write(`${refused ? `refused with ${reply.status}\n` : ''}${lines.join('\n')}\n`);
  process.exitCode = refused ? 1 : 0;
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${usage}\n` : `${message}\n`);
  process.exitCode = 1;
}
