import { Histogram, Registry } from 'prom-client';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.09, 0.15, 0.25, 0.5, 1, 2.5, 5, 15];

/** The figures of one API process. */
export interface ApiMetrics {
  registry: Registry;
  /** How long requests took, in seconds, by method, route (never the path, which names orders) and status. */
  requests: Histogram<'method' | 'route' | 'status'>;
  commands: Histogram<'command' | 'status'>;
}

export function createMetrics(): ApiMetrics {
  const registry = new Registry();
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests in seconds, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers: [registry],
    }),
    commands: new Histogram({
      name: 'trade_command_duration_seconds',
      help: 'Duration of commands to orders in seconds, by command',
      labelNames: ['command', 'status'],
      buckets: seconds,
      registers: [registry],
    }),
  };
}
