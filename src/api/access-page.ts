import { accessInWords } from './access.ts';
import { openCommands } from './commands.ts';
import type { AnyOperation } from './contract.ts';

const head = `# Who may do what

Generated from the operations by \`npm run regenerate\`; what stands here is what the API enforces before each handler
(\`src/api/access.ts\`). Whoever is not signed in is answered 401; whoever lacks the role 403; an order, user, key or
product of another company is answered 404, exactly like one that does not exist. What a reader then sees of an order is
decided in \`src/api/sight.ts\`, and once more by PostgreSQL's row-level security
([decision 10](decisions/0010-row-level-security.md)).

| operation | | for |
|---|---|---|
`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** The commands of the process: one row for each, with the roles any of its stages names. */
function commandRows(path: string): string[] {
  const parties = new Map<string, Set<string>>();
  for (const { command, rule } of openCommands) {
    const known = parties.get(command) ?? new Set<string>();
    for (const party of rule.by) if (party !== 'house') known.add(party);
    parties.set(command, known);
  }
  return [...parties].map(([command, known]) =>
    row([`\`POST ${path.replace('{command}', command)}\``, 'command', `on the order: ${[...known].join(', ')}`]),
  );
}

/** The page on access as Markdown: a row for every operation and every command. */
export function accessPage(operations: readonly AnyOperation[]): string {
  const rows = operations.flatMap((one) =>
    one.undocumented === true
      ? commandRows(one.path)
      : row([`\`${one.method.toUpperCase()} ${one.path}\``, one.tag, accessInWords(one.access)]),
  );
  return `${head}${rows.join('')}`;
}
