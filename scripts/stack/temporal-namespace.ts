import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { searchAttributes } from '../../src/temporal/search-attributes.ts';
import type { Log } from './service.ts';
import { OLDEST_SERVER, serverIsNewEnough } from './temporal-programs.ts';

const RETENTION = '30 days';
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const KNOWN_WITHIN_MS = 60_000;
const POLL_MS = 50;
const CONNECT_MS = 5000;

/** Temporal's own numbers for the types of search attributes (temporal.api.enums.v1.IndexedValueType). */
const INDEXED_VALUE_TYPE = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6, KEYWORD_LIST: 7 } as const;

const codeOf = (error: unknown) => (error as { code?: number }).code;

async function unlessAlready(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  });
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
    const workflowExecutionRetentionPeriod = msToTs(RETENTION);
    await unlessAlready(connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }));
  }
}

/** Registers the search attributes that the namespace lacks. True when there were any. */
async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<boolean> {
  const known = (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
  const missing = searchAttributes.filter(({ name }) => known[name] === undefined);
  if (missing.length === 0) return false;
  const wanted = Object.fromEntries(missing.map(({ name, type }) => [name, INDEXED_VALUE_TYPE[type]]));
  await unlessAlready(connection.operatorService.addSearchAttributes({ namespace, searchAttributes: wanted }));
  return true;
}

/** Tries until it works: the parts of the server learn of a new namespace and its attributes one after the other. */
async function until(what: string, attempt: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + KNOWN_WITHIN_MS; ; ) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`The Temporal server does not ${what}: ${String(error)}`, { cause: error });
      await sleep(POLL_MS);
    }
  }
}

async function refuseOldServer(connection: Connection, address: string): Promise<void> {
  const { serverVersion } = await connection.workflowService.getClusterInfo({});
  if (serverIsNewEnough(serverVersion)) return;
  throw new Error(
    `The Temporal server at ${address} is ${serverVersion}; the engine needs ${OLDEST_SERVER.join('.')} or newer`,
  );
}

/**
 * Makes the namespace (closed workflows kept 30 days) and its search attributes if they are missing, and waits until
 * the server answers queries that use them. Throws when the server is too old or cannot be reached.
 */
export async function ensureNamespaceReady(address: string, namespace: string, log: Log): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: CONNECT_MS });
  try {
    await refuseOldServer(connection, address);
    await until('make the namespace', () => ensureNamespace(connection, namespace));
    let added = false;
    await until('take the search attributes', async () => {
      added = (await ensureSearchAttributes(connection, namespace)) || added;
    });
    const query = searchAttributes.map(({ name }) => `${name} IS NOT NULL`).join(' AND ');
    await until('know the search attributes', () =>
      connection.workflowService.countWorkflowExecutions({ namespace, query }),
    );
    if (added) log(`Temporal namespace "${namespace}" has its search attributes`);
  } finally {
    await connection.close();
  }
}
