import { type OpenStage, openStages, type Stage } from './order.ts';
import { allCommands, clocksOf, keptRuleOf, ruleOf, tradeProcess } from './process.ts';

/** The trade as a mermaid state diagram: every stage and where it leads, read off the process table. */
export function processDiagram(): string {
  const arrows = openStages.flatMap((stage) =>
    tradeProcess[stage].leadsTo.map((next) => `  ${stage} --> ${next === 'closed' ? '[*]' : next}`),
  );
  return ['stateDiagram-v2', '  direction LR', '  [*] --> enquiry', ...arrows].join('\n');
}

const row = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: string[], rows: string[][]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const code = (text: string): string => `\`${text}\``;

interface Listed {
  command: string;
  by: string;
  summary: string;
}

const listed = (stage: Stage, command: string): Listed[] => {
  const rule = ruleOf(stage, command) ?? keptRuleOf(stage, command);
  return rule === null ? [] : [{ command, by: rule.by.join(', '), summary: rule.summary }];
};

/** The commands a stage alone has, or shares with its neighbours; what most stages take is told once, apart. */
const commandsOf = (stage: Stage, common: readonly string[]): Listed[] =>
  allCommands()
    .filter(({ command }) => !common.includes(command))
    .flatMap(({ command }) => listed(stage, command));

const commandTable = (commands: Listed[]): string =>
  table(
    ['command', 'by', 'what it does'],
    commands.map(({ command, by, summary }) => [code(command), by, summary]),
  );

/** Commands of more stages than this are not listed with each. */
const fewStages = 6;

function chapter(stage: OpenStage, common: readonly string[]): string {
  const { title, leadsTo } = tradeProcess[stage];
  const commands = commandsOf(stage, common);
  const clocks = Object.entries(clocksOf(stage)).map(([clock, { label, attention }]) => [
    code(clock),
    label,
    attention ?? '',
  ]);
  return [
    `## ${title} (\`${stage}\`)`,
    `Leads to ${leadsTo.map(code).join(', ')}.`,
    ...(commands.length === 0 ? [] : [commandTable(commands)]),
    ...(clocks.length === 0 ? [] : [table(['clock', 'what runs out', 'asks somebody to look'], clocks)]),
  ].join('\n\n');
}

/** One row a stage: who has a command there, and where it leads. */
const overview = (common: readonly string[]): string =>
  table(
    ['stage', 'title', 'who moves it', 'leads to'],
    openStages.map((stage) => {
      const movers = new Set(commandsOf(stage, common).flatMap(({ by }) => by.split(', ')));
      const { title, leadsTo } = tradeProcess[stage];
      return [
        code(stage),
        title,
        [...movers].join(', ') || 'those who pay and approve: last table',
        leadsTo.map(code).join(', '),
      ];
    }),
  );

/** The whole process as a page of the docs: the diagram, then stage by stage its commands, clocks and ways out. */
export function processPage(): string {
  const common = allCommands()
    .filter(({ stages }) => stages.length > fewStages)
    .map(({ command }) => command);
  const shared = allCommands()
    .filter(({ command }) => common.includes(command))
    .map(({ command, stages, rule }) => [code(command), rule.by.join(', '), rule.summary, stages.join(', ')]);
  return [
    '# The process',
    'Read off `src/domain/order/process.ts` by `npm run regenerate`; a test fails when it is stale.',
    `\`\`\`mermaid\n${processDiagram()}\n\`\`\``,
    overview(common),
    ...openStages.map((stage) => chapter(stage, common)),
    '## In many stages',
    table(['command', 'by', 'what it does', 'stages'], shared),
  ]
    .join('\n\n')
    .concat('\n');
}
