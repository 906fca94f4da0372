import { z } from 'zod';
import { clocksOf, keptRuleOf, ruleOf, tradeProcess } from '../domain/order/process.ts';
import { type OpenStage, stages } from '../domain/order/order.ts';
import { openCommands } from './commands.ts';
import { type Locale, locales } from '../domain/words/locale.ts';
import { clockIn, commandIn, stageIn } from '../domain/words/process.ts';
import { operation } from './contract.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { partySchema, stageSchema } from './schemas.ts';

const processSchema = z.object({
  stages: z.array(
    z.object({
      stage: stageSchema,
      title: z.string(),
      leadsTo: z.array(stageSchema),
      commands: z.array(z.string()),
      clocks: z.array(z.object({ clock: z.string(), label: z.string() })),
    }),
  ),
  commands: z.array(
    z.object({
      command: z.string(),
      summary: z.string(),
      by: z.array(partySchema),
      stages: z.array(stageSchema),
      kept: z.boolean(),
      input: z.record(z.string(), z.unknown()),
    }),
  ),
});

const stageRows = (locale: Locale) =>
  stages
    .filter((stage): stage is OpenStage => stage !== 'closed')
    .map((stage) => ({
      stage,
      title: stageIn(locale, stage, tradeProcess[stage].title),
      leadsTo: [...tradeProcess[stage].leadsTo],
      commands: openCommands
        .map(({ command }) => command)
        .filter((name) => ruleOf(stage, name) ?? keptRuleOf(stage, name)),
      clocks: Object.entries(clocksOf(stage)).map(([clock, { label }]) => ({
        clock,
        label: clockIn(locale, clock, label),
      })),
    }));

const commandRows = (locale: Locale) =>
  openCommands.map(({ command, rule, stages: taking }) => ({
    command,
    summary: commandIn(locale, command, rule.summary),
    by: rule.by.filter((party) => party !== 'house'),
    stages: taking,
    kept: 'kept' in rule,
    input: z.toJSONSchema(rule.input, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
  }));

/** The process table as data: what the console makes its forms and buttons from. */
export function processOperation() {
  const bodies = new Map(
    locales.map((locale) => [locale, { stages: stageRows(locale), commands: commandRows(locale) }]),
  );
  return operation({
    method: 'get',
    path: '/v1/process',
    id: 'process',
    tag: 'reference',
    access: 'public',
    summary: 'The stages of the trade, the commands of each, and the JSON Schema of their input',
    answers: { 200: { description: 'The process', schema: processSchema } },
    problems: [],
    handle({ request }) {
      const locale = localeOfRequest(request);
      const headers = { 'Cache-Control': 'public, max-age=300', ...languageHeaders(locale) };
      return Promise.resolve({ status: 200, body: bodies.get(locale) as object, headers });
    },
  });
}
