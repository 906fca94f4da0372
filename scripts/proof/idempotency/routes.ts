import { operationsOf } from '../../../src/api/app.ts';
import { openCommands } from '../../../src/api/commands.ts';
import type { AnyOperation } from '../../../src/api/contract.ts';
import type { ApiDeps } from '../../../src/api/deps.ts';

/** One write as the proof counts it: an operation that wants a key, or one command to an order. */
export interface Route {
  /** `POST /v1/orders/{order}/acceptQuote` */
  name: string;
  operation: AnyOperation;
  command: string | null;
}

const commandPath = '/v1/orders/{order}/{command}';

/** Every write of the live router; what is asked for by POST and wants no key is no write. */
export function routesOf(deps: ApiDeps): Route[] {
  const keyed = operationsOf(deps).filter(({ key }) => key === true);
  const named = (operation: AnyOperation, path: string, command: string | null = null): Route => ({
    name: `${operation.method.toUpperCase()} ${path}`,
    operation,
    command,
  });
  return keyed.flatMap((operation) =>
    operation.path === commandPath
      ? openCommands.map(({ command }) => named(operation, `/v1/orders/{order}/${command}`, command))
      : [named(operation, operation.path)],
  );
}

/** Reads that are asked by POST, and what has no key by its nature; anything else without a key is a violation. */
const keyless: Record<string, string> = {
  signIn: 'opens a session each time; a password is no command',
  checkIdentifier: 'a calculation',
  previewContract: 'a calculation',
  draftEnquiry: 'a calculation',
  draftSampleOrder: 'a calculation',
  draftContractOffer: 'a calculation',
  landedCost: 'a calculation',
  preCheckCredit: 'a calculation',
  incomingWebhook: 'the provider’s event id is the key',
};

/** Writes that would be carried out twice when they are sent twice. */
export const unkeyed = (deps: ApiDeps): string[] =>
  operationsOf(deps)
    .filter(({ method, key, id }) => method !== 'get' && key !== true && !Object.hasOwn(keyless, id))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}: a write that wants no Idempotency-Key`);

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Finds the route of a request, as the router would: the commands last. */
export function finder(routes: readonly Route[]): (method: string, path: string) => Route | undefined {
  const all = routes.map((route) => ({ route, pattern: patternOf(route.name) }));
  return (method, path) => {
    const asked = `${method.toUpperCase()} ${path.split('?')[0] ?? ''}`;
    return all.find(({ pattern }) => pattern.test(asked))?.route;
  };
}
