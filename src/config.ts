import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checkIdentifier } from './domain/identifiers/check.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const HIGHEST_PORT = 65_535;
const SECRET_LENGTH = 32;
const LEAST_CACHED = 10;

const hostAndPort = z.string().regex(/^[^\s:]+:\d{1,5}$/, 'must be host:port');
const path = z
  .string()
  .min(1)
  .transform((given) => resolve(given));

// An empty variable counts as not set: that is what `FOO= npm start` and an empty line in an env file mean.
const filled = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

const variables = {
  PORT: z.coerce.number().int().min(1).max(HIGHEST_PORT).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }),
  TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_UI_URL: z.url().optional(),
  TASK_QUEUE: z.string().default('trade'),
  TRADE_DATA_DIR: path.prefault('.data'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  TRADE_INSTANCE: z.string().default(`${hostname()}-${process.pid}`),
  WORKFLOW_BUNDLE: path.optional(),
  WORKER_METRICS_ADDRESS: hostAndPort.optional(),
  TRUST_ACCOUNT_NAME: z.string().min(1).max(70).default('Trust account'),
  TRUST_ACCOUNT_IBAN: z
    .string()
    .refine((iban) => checkIdentifier('iban', iban).valid, 'must be an IBAN')
    .optional(),
  LEDGER_SIGNING_KEY: z.string().regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url').optional(),
  WORKER_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(LEAST_CACHED).optional(),
};

const settingsSchema = z.object(variables).transform((set) => ({
  port: set.PORT,
  host: set.HOST,
  databaseUrl: set.DATABASE_URL,
  temporalAddress: set.TEMPORAL_ADDRESS,
  temporalNamespace: set.TEMPORAL_NAMESPACE,
  temporalUiUrl: set.TEMPORAL_UI_URL,
  taskQueue: set.TASK_QUEUE,
  dataDir: set.TRADE_DATA_DIR,
  logLevel: set.LOG_LEVEL,
  instance: set.TRADE_INSTANCE,
  workflowBundle: set.WORKFLOW_BUNDLE,
  workerMetricsAddress: set.WORKER_METRICS_ADDRESS,
  trustAccount:
    set.TRUST_ACCOUNT_IBAN === undefined ? undefined : { name: set.TRUST_ACCOUNT_NAME, iban: set.TRUST_ACCOUNT_IBAN },
  ledgerSigningKey: set.LEDGER_SIGNING_KEY,
  maxCachedWorkflows: set.WORKER_MAX_CACHED_WORKFLOWS,
}));

const secretSchema = z.object({
  TRADE_JWT_SECRET: z.string().min(SECRET_LENGTH, `must be at least ${SECRET_LENGTH} characters`),
});

/** What a process of the engine is told by its environment; read once, when it starts. */
export type Settings = z.output<typeof settingsSchema>;

/** The same, with the secret that signs sessions: only the API gets to know it. */
export type ApiSettings = Settings & { jwtSecret: string };

/** A variable is missing or cannot be used; the message names each one and the rule it broke, never its value. */
export class SettingsError extends Error {}

function parse<T>(schema: z.ZodType<T>, environment: NodeJS.ProcessEnv): T {
  const parsed = schema.safeParse(filled(environment));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path: [name], message }) => `  ${String(name)}: ${message}`);
  throw new SettingsError(`The environment cannot be used:\n${lines.join('\n')}`);
}

/** Reads the settings every process needs. Throws SettingsError naming each variable that cannot be used. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return parse(settingsSchema, environment);
}

/** Reads the settings of an API process. Throws SettingsError naming each variable that cannot be used. */
export function readApiSettings(environment: NodeJS.ProcessEnv): ApiSettings {
  return { ...readSettings(environment), jwtSecret: parse(secretSchema, environment).TRADE_JWT_SECRET };
}
