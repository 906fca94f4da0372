import type { Ports } from './ports.ts';
import type { DatabaseServer } from './postgres.ts';

const HOST = '127.0.0.1';
// Fixed for the life of the data: enough for one machine, and few enough for the server to start in a moment.
const HISTORY_SHARDS = 4;
const CONNECTIONS_PER_SERVICE = 20;
const VISIBILITY_CONNECTIONS = 5;

export const TEMPORAL_DATABASE = 'temporal';
export const VISIBILITY_DATABASE = 'temporal_visibility';

function store(server: DatabaseServer, database: string, connections: number) {
  return {
    sql: {
      pluginName: 'postgres12',
      databaseName: database,
      connectAddr: `${server.host}:${server.port}`,
      connectProtocol: 'tcp',
      user: server.user,
      password: server.password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  };
}

function listener(grpcPort: number, membershipPort: number, httpPort?: number) {
  return { rpc: { grpcPort, membershipPort, bindOnLocalHost: true, ...(httpPort === undefined ? {} : { httpPort }) } };
}

const CLUSTER = {
  enableGlobalNamespace: false,
  failoverVersionIncrement: 10,
  masterClusterName: 'active',
  currentClusterName: 'active',
};

/**
 * The server's configuration, as in its config/development-postgres12.yaml, on the embedded PostgreSQL and on loopback.
 */
export function serverConfig(database: DatabaseServer, ports: Ports, dynamicFile: string) {
  const rpcAddress = `${HOST}:${ports.temporalGrpc}`;
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: {
        default: store(database, TEMPORAL_DATABASE, CONNECTIONS_PER_SERVICE),
        visibility: store(database, VISIBILITY_DATABASE, VISIBILITY_CONNECTIONS),
      },
    },
    global: {
      membership: { maxJoinDuration: '30s', broadcastAddress: HOST },
      pprof: { port: ports.temporalPprof, host: HOST },
      metrics: { prometheus: { timerType: 'histogram', listenAddress: `${HOST}:${ports.temporalMetrics}` } },
    },
    services: {
      frontend: listener(ports.temporalGrpc, ports.frontendMembership, ports.temporalHttp),
      history: listener(ports.historyGrpc, ports.historyMembership),
      matching: listener(ports.matchingGrpc, ports.matchingMembership),
      worker: listener(ports.systemWorkerGrpc, ports.systemWorkerMembership),
    },
    clusterMetadata: {
      ...CLUSTER,
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicFile, pollInterval: '10s' },
  };
}

/** What differs from the server's defaults while it runs; `forTests` reads search attributes afresh every time. */
export function dynamicSettings(forTests: boolean): Record<string, boolean | number> {
  return {
    'frontend.WorkflowTimeSkippingEnabled': true,
    'frontend.WorkflowPauseEnabled': true,
    'limit.maxIDLength': 255,
    // One machine, one partition: a task is never forwarded between partitions of its queue.
    'matching.numTaskqueueReadPartitions': 1,
    'matching.numTaskqueueWritePartitions': 1,
    // The defaults protect a shared cluster; here the only caller is this engine, and its benches are meant to load it.
    'frontend.rps': 20_000,
    'frontend.namespaceRPS': 20_000,
    'frontend.namespaceCount': 20_000,
    'history.rps': 50_000,
    'matching.rps': 50_000,
    'history.persistenceMaxQPS': 50_000,
    'frontend.persistenceMaxQPS': 50_000,
    'matching.persistenceMaxQPS': 50_000,
    ...(forTests ? { 'system.forceSearchAttributesCacheRefreshOnRead': true } : {}),
  };
}

/** The settings as the server's dynamic configuration file wants them. */
export function dynamicConfig(forTests: boolean) {
  return Object.fromEntries(Object.entries(dynamicSettings(forTests)).map(([key, value]) => [key, [{ value }]]));
}

/** The UI server's configuration: it is for the operators of this machine, so it needs no news and no feedback. */
export function uiConfig(temporalAddress: string, port: number, namespace: string) {
  return {
    temporalGrpcAddress: temporalAddress,
    host: HOST,
    port,
    enableUi: true,
    disableNewsFetch: true,
    cors: { allowOrigins: [], cookieInsecure: true },
    defaultNamespace: namespace,
  };
}
