import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { ApplicationFailure, setHandler, TemporalFailure } from '@temporalio/workflow';
import type { defineUpdate } from '@temporalio/workflow';
import { unstorableText } from '../src/domain/storable.ts';
import type { Alert, Envelope } from './messages.ts';

type UpdateDefinition<Result, Args extends unknown[]> = ReturnType<typeof defineUpdate<Result, Args>>;

/**
 * The only place that registers update handlers. A plain error thrown in one would fail the workflow task, and with it
 * every later command to the order; so whatever is thrown becomes a failure of this one update. Validators are
 * synchronous and read only: what they refuse leaves nothing in the history.
 */
export function onUpdate<Result, Args extends unknown[]>(
  definition: UpdateDefinition<Result, Args>,
  {
    description,
    handle,
    validate,
  }: {
    description: string;
    handle: (...args: Args) => Promise<Result>;
    validate: (...args: Args) => void;
  },
): void {
  const guarded = async (...args: Args): Promise<Result> => {
    try {
      return await handle(...args);
    } catch (error) {
      throw asFailure(error);
    }
  };
  setHandler(definition, guarded as never, {
    description,
    unfinishedPolicy: HandlerUnfinishedPolicy.WARN_AND_ABANDON,
    validator: ((...args: Args): void => {
      try {
        validate(...args);
      } catch (error) {
        throw asFailure(error);
      }
    }) as never,
  });
}

/** A refusal as it travels to the caller: the code as type, the sentence as message, the data as details. */
export const refusal = (code: string, detail: string, data?: Record<string, unknown>): ApplicationFailure =>
  ApplicationFailure.create({
    type: code,
    message: detail,
    nonRetryable: true,
    details: data === undefined ? [] : [data],
  });

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200;

/** Three times the largest offer the API takes; masses of data are kept in the database and come summed up. */
const longest = 300_000;

/**
 * Refuses what cannot be a command before anybody looks into it: whoever reaches the server can send any JSON, and
 * what the database cannot store would be tried again for ever.
 */
export function expectEnvelope(envelope: Envelope): void {
  const { commandId, name, by, seen } = (envelope ?? {}) as Partial<Envelope>;
  const whole =
    isText(commandId) &&
    isText(name) &&
    isText(by?.user) &&
    isText(by?.company) &&
    Array.isArray(by?.roles) &&
    by.roles.every(isText) &&
    (seen === undefined || Number.isSafeInteger(seen));
  if (!whole) throw refusal('invalid-input', 'A command is { commandId, name, input, by: { user, company, roles } }.');
  if (JSON.stringify(envelope).length > longest)
    throw refusal('invalid-input', `A command has at most ${longest} characters.`);
  const field = unstorableText(envelope);
  if (field !== null) throw refusal('invalid-input', `${field}: holds a character that cannot be stored.`);
}

/** Whether a signal is an alert at all; anything else that is sent is left aside, as a signal cannot be refused. */
export function isAlert(given: unknown): given is Alert {
  const { id, code, detail } = (given ?? {}) as Partial<Alert>;
  const known = isText(id) && /^[a-z-]{1,40}$/.test(String(code));
  return known && typeof detail === 'string' && detail.length <= 1000 && unstorableText({ id, detail }) === null;
}

function asFailure(error: unknown): TemporalFailure {
  if (error instanceof TemporalFailure) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  return ApplicationFailure.create({ type: 'INTERNAL', message: cause.message, nonRetryable: true, cause });
}
