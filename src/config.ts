import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { calendarIds } from './domain/calendar/calendar.ts';
import { timestampVariables } from './config-timestamps.ts';
import { checkIdentifier } from './domain/identifiers/check.ts';
import { usualReviewCalendar } from './domain/qualification/judge.ts';
import { tariffsSchema } from './domain/rails/tariff.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const HIGHEST_PORT = 65_535;
const SECRET_LENGTH = 32;
const LEAST_CACHED = 10;
const HOUR_SECONDS = 3600;

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
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]+ <[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+)$/, 'must be an address, or Name <address>')
    .default('Trade platform <no-reply@localhost>'),
  MAILBOX_DIR: path.optional(),
  MAILBOX_AUTHSERV: z.string().min(1).max(253).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).default('http://127.0.0.1:3000'),
  RAIL_TARIFFS: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(tariffsSchema)
    .optional(),
  SELLER_OF_RECORD: z.string().min(1).max(100).default('Trade Platform Limited'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_/, 'must be a secret or restricted key')
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_', 'must be a publishable key').optional(),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_', 'must be a webhook signing secret').optional(),
  STRIPE_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  PAYPAL_CLIENT_ID: z.string().min(1).optional(),
  PAYPAL_CLIENT_SECRET: z.string().min(1).optional(),
  PAYPAL_WEBHOOK_ID: z.string().min(1).optional(),
  PAYPAL_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).default('https://api-m.paypal.com'),
  FPS_ID: z
    .string()
    .regex(/^[0-9]{7,9}$/, 'must be an FPS identifier of 7 to 9 digits')
    .optional(),
  STANDARD_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64')
    .optional(),
  LEDGER_SIGNING_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url')
    .optional(),
  REVIEW_CALENDAR: z.enum(calendarIds).default(usualReviewCalendar),
  TIMESTAMP_ROOTS: path.optional(),
  ...timestampVariables,
  LEDGER_FORMER_KEYS: z
    .string()
    .regex(/^[\w-]{43}(,[\w-]{43})*$/, 'must be public keys of 32 bytes in base64url, separated by commas')
    .optional(),
  SOURCING_LEAST_SECONDS: z.coerce.number().int().min(1).max(HOUR_SECONDS).default(HOUR_SECONDS),
  WEBHOOK_LOCAL_TARGETS: z.enum(['0', '1']).default('0'),
  WORKER_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(LEAST_CACHED).optional(),
};

type Variables = z.output<z.ZodObject<typeof variables>>;

/** A provider counts as set up when all its variables are there; a part of them is a mistake, named in full. */
function whole<Name extends keyof Variables>(set: Variables, names: readonly Name[]): boolean {
  const missing = names.filter((name) => set[name] === undefined);
  if (missing.length > 0 && missing.length < names.length) {
    throw new SettingsError(`The environment cannot be used:\n  ${missing.join(', ')}: must be set with the others`);
  }
  return missing.length === 0;
}

const stripeOf = (set: Variables) =>
  whole(set, ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'])
    ? {
        secretKey: set.STRIPE_SECRET_KEY as string,
        publishableKey: set.STRIPE_PUBLISHABLE_KEY as string,
        webhookSecret: set.STRIPE_WEBHOOK_SECRET as string,
        ...(set.STRIPE_API_URL === undefined ? {} : { baseUrl: set.STRIPE_API_URL }),
      }
    : undefined;

const payPalOf = (set: Variables) =>
  whole(set, ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'])
    ? {
        clientId: set.PAYPAL_CLIENT_ID as string,
        clientSecret: set.PAYPAL_CLIENT_SECRET as string,
        webhookId: set.PAYPAL_WEBHOOK_ID as string,
        baseUrl: set.PAYPAL_API_URL,
        returnUrl: set.PUBLIC_URL,
      }
    : undefined;

const trustAccountOf = ({ TRUST_ACCOUNT_IBAN: iban, TRUST_ACCOUNT_NAME: name }: Variables) =>
  iban === undefined ? undefined : { name, iban };

const settingsSchema = z.object(variables).transform((set) => ({
  port: set.PORT,
  host: set.HOST,
  databaseUrl: set.DATABASE_URL,
  temporalAddress: set.TEMPORAL_ADDRESS,
  temporalNamespace: set.TEMPORAL_NAMESPACE,
  temporalUiUrl: set.TEMPORAL_UI_URL,
  taskQueue: set.TASK_QUEUE,
  /** Where people reach the API. */
  publicUrl: set.PUBLIC_URL.replace(/\/+$/, ''),
  dataDir: set.TRADE_DATA_DIR,
  logLevel: set.LOG_LEVEL,
  instance: set.TRADE_INSTANCE,
  workflowBundle: set.WORKFLOW_BUNDLE,
  workerMetricsAddress: set.WORKER_METRICS_ADDRESS,
  /** Where mails with orders are dropped, and under which authserv-id (RFC 8601) the mail server vouches for them. */
  mailbox: { dir: set.MAILBOX_DIR, authserv: set.MAILBOX_AUTHSERV ?? null },
  trustAccount: trustAccountOf(set),
  rails: {
    stripe: stripeOf(set),
    paypal: payPalOf(set),
    fps: set.FPS_ID === undefined ? undefined : { kind: 'FPS_ID' as const, value: set.FPS_ID },
    standardWebhookSecret: set.STANDARD_WEBHOOK_SECRET,
    trustAccount: trustAccountOf(set),
    sellerOfRecord: set.SELLER_OF_RECORD,
    tariffs: set.RAIL_TARIFFS,
  },
  ledgerSigningKey: set.LEDGER_SIGNING_KEY,
  /** Who stamps what is signed, and the file of certificates by which their stamps count. */
  timestamps: whole(set, ['TIMESTAMP_URLS', 'TIMESTAMP_ROOTS'])
    ? {
        urls: set.TIMESTAMP_URLS as string[],
        rootsFile: set.TIMESTAMP_ROOTS as string,
        policies: set.TIMESTAMP_POLICIES ?? [],
      }
    : undefined,
  ledgerFormerKeys: set.LEDGER_FORMER_KEYS?.split(',') ?? [],
  smtpUrl: set.SMTP_URL,
  mailFrom: set.MAIL_FROM,
  /** The calendar on which the reviewers of new applications work. */
  reviewCalendar: set.REVIEW_CALENDAR,
  sourcingLeastSeconds: set.SOURCING_LEAST_SECONDS,
  webhookLocalTargets: set.WEBHOOK_LOCAL_TARGETS === '1',
  maxCachedWorkflows: set.WORKER_MAX_CACHED_WORKFLOWS,
}));

const openIdVariables = {
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the URL of an OpenID Connect provider' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_REDIRECT_URI: z
    .url({ protocol: /^https?$/, error: 'must be the public URL of /v1/sessions/oidc/callback' })
    .optional(),
};
const openIdNames = Object.keys(openIdVariables) as (keyof typeof openIdVariables)[];

const secretSchema = z
  .object({
    TRADE_JWT_SECRET: z.string().min(SECRET_LENGTH, `must be at least ${SECRET_LENGTH} characters`),
    SIGNING_KEK: z
      .string()
      .regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url')
      .optional(),
    ...openIdVariables,
  })
  .superRefine((set, context) => {
    const missing = openIdNames.filter((name) => set[name] === undefined);
    if (missing.length === openIdNames.length) return;
    for (const name of missing)
      context.addIssue({ code: 'custom', path: [name], message: 'must be set with the other OIDC_ variables' });
  })
  .transform((set) => ({
    jwtSecret: set.TRADE_JWT_SECRET,
    signingKek: set.SIGNING_KEK ?? null,
    openId:
      set.OIDC_ISSUER === undefined
        ? undefined
        : {
            issuer: set.OIDC_ISSUER,
            clientId: set.OIDC_CLIENT_ID ?? '',
            clientSecret: set.OIDC_CLIENT_SECRET ?? '',
            redirectUri: set.OIDC_REDIRECT_URI ?? '',
          },
  }));

/** What a process of the engine is told by its environment; read once, when it starts. */
export type Settings = z.output<typeof settingsSchema>;

/**
 * The same, with what only the API gets to know: what signs sessions, what opens the vault of signing keys, and the
 * provider one signs in by.
 */
export type ApiSettings = Settings & z.output<typeof secretSchema>;

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
  return { ...readSettings(environment), ...parse(secretSchema, environment) };
}
