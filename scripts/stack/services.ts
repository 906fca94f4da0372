import type { EmbeddedPostgres } from './postgres.ts';
import { ensureDatabase, startPostgres } from './postgres.ts';
import type { Site } from './site.ts';
import { findTemporal } from './temporal-find.ts';
import { ensureNamespaceReady } from './temporal-namespace.ts';
import type { TemporalPrograms } from './temporal-programs.ts';
import { startTemporal, startUi, type TemporalOptions } from './temporal-server.ts';

/** How the services are to run: see StackOptions. */
export type ServiceOptions = { namespace: string; durable: boolean; forTests: boolean; ui: boolean };

/** PostgreSQL as the engine sees it: `urlOf` answers a database's URL and makes the database if it is missing. */
export type Databases = { embedded: EmbeddedPostgres | undefined; urlOf: (database: string) => Promise<string> };

const DATABASE = 'trade';

function configuredDatabases(url: string, embedded: EmbeddedPostgres | undefined): Databases {
  const urlOf = async (database: string) => {
    if (database === DATABASE) return url;
    await ensureDatabase(url, database);
    const other = new URL(url);
    other.pathname = `/${database}`;
    return other.href;
  };
  return { embedded, urlOf };
}

/**
 * The databases: those of DATABASE_URL if it is set, else of the embedded PostgreSQL. That one also runs when only a
 * Temporal server that was built here needs it.
 */
export async function startDatabases(site: Site, programs: TemporalPrograms, durable: boolean): Promise<Databases> {
  const { dataDir, ports, host } = site;
  const configured = process.env.DATABASE_URL;
  if (configured && programs.kind !== 'server') return configuredDatabases(configured, undefined);
  host.log('PostgreSQL: starting the embedded server');
  const embedded = await startPostgres({ dataDir, port: ports.postgres, durable, host });
  return configured ? configuredDatabases(configured, embedded) : { embedded, urlOf: embedded.urlOf };
}

/** URL of the engine's own database. */
export function engineDatabase(databases: Databases): Promise<string> {
  return databases.urlOf(DATABASE);
}

/** Finds the Temporal programs, saying which way they came. */
export async function chooseTemporal(site: Site): Promise<TemporalPrograms> {
  const programs = await findTemporal(site.host.log);
  const words = {
    configured: () => `the configured server at ${programs.kind === 'configured' ? programs.address : ''}`,
    cli: () => `the server of ${programs.kind === 'cli' ? programs.cli : ''}`,
    server: () => 'the server built from the public Go modules',
  };
  site.host.log(`Temporal: using ${words[programs.kind]()}`);
  return programs;
}

/** Brings Temporal up with its namespace and search attributes, and its UI if there is one and it is wanted. */
export async function startTemporalServices(
  site: Site,
  programs: TemporalPrograms,
  databases: Databases,
  { namespace, forTests, ui }: ServiceOptions,
): Promise<{ address: string; uiUrl: string | undefined }> {
  const { dataDir, ports, host } = site;
  const configuredUi = process.env.TEMPORAL_UI_URL || undefined;
  if (programs.kind === 'configured') {
    await ensureNamespaceReady(programs.address, namespace, host.log);
    return { address: programs.address, uiUrl: configuredUi };
  }
  const options: TemporalOptions = { dataDir, ports, namespace, forTests, host };
  const { address } = await startTemporal(programs, databases.embedded?.server, options);
  await ensureNamespaceReady(address, namespace, host.log);
  if (programs.kind === 'cli') return { address, uiUrl: `http://127.0.0.1:${ports.ui}` };
  if (!ui || programs.ui === undefined) return { address, uiUrl: configuredUi };
  return { address, uiUrl: (await startUi(programs.ui, address, options)).url };
}
