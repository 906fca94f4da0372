import { DefaultLogger, type RuntimeOptions, type WorkerOptions } from '@temporalio/worker';

/** Anything that takes structured lines, as pino does. */
export interface LineLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The SDK's own runtime: warnings and errors go to the log, metrics to a Prometheus page where an address is set. */
export const runtimeOptions = (log: LineLog, metricsAddress: string | undefined): RuntimeOptions => ({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'WARN' ? 'warn' : 'error'](meta ?? {}, message),
  ),
  telemetryOptions: metricsAddress === undefined ? {} : { metrics: { prometheus: { bindAddress: metricsAddress } } },
});

/**
 * How this project's workers are set up; the bundle is made with the same `preloadModules`. A short sticky timeout lets
 * another worker take over soon after one has died.
 */
export const workerOptions = (settings: { maxCachedWorkflows: number | undefined }): Partial<WorkerOptions> => ({
  shutdownGraceTime: '10s',
  stickyQueueScheduleToStartTimeout: '1s',
  ...(settings.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: settings.maxCachedWorkflows }),
});
