import { z } from 'zod';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';

const readinessSchema = z.object({ ready: z.boolean(), database: z.boolean(), temporal: z.boolean() });

/** What watches the process from outside. */
export const healthOperations = (deps: ApiDeps) => [
  operation({
    method: 'get',
    path: '/healthz',
    id: 'health',
    tag: 'operations',
    access: 'public',
    summary: 'Answers while the process lives',
    answers: { 200: { description: 'Alive', schema: z.object({ status: z.literal('ok') }) } },
    problems: [],
    handle: () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
  }),
  operation({
    method: 'get',
    path: '/readyz',
    id: 'readiness',
    tag: 'operations',
    access: 'public',
    summary: 'Answers 200 once the database and the engine answer',
    answers: {
      200: { description: 'Ready to serve', schema: readinessSchema },
      503: { description: 'Something behind the API does not answer', schema: readinessSchema },
    },
    problems: [],
    async handle() {
      const services = await deps.ready();
      const ready = services.database && services.temporal;
      return { status: ready ? 200 : 503, body: { ready, ...services } };
    },
  }),
  operation({
    method: 'get',
    path: '/metrics',
    id: 'metrics',
    tag: 'operations',
    access: 'public',
    summary: 'Figures of this process, for Prometheus',
    answers: { 200: { description: 'Prometheus text format', schema: z.string(), mediaType: 'text/plain' } },
    problems: [],
    handle: async () => ({
      status: 200,
      body: await deps.metrics.registry.metrics(),
      mediaType: deps.metrics.registry.contentType,
    }),
  }),
];
