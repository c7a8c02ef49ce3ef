import type { ViewId } from './model.ts';

/** The kind of trace that each view draws, and so the one that a lab's runs are asked for. */
export const TRACE_OF_VIEW = {
  'event-loop': 'event-loop',
  'event-store': 'event-store',
  schedule: 'schedule',
  topology: 'broker',
  broker: 'broker',
  buffer: 'buffer',
  system: 'broker',
  attempts: 'broker',
  conversation: 'conversation',
  listeners: 'listeners',
  windows: 'windows',
  saga: 'broker',
  shop: 'broker',
  tracing: 'tracing',
  dom: 'dom',
} as const satisfies Readonly<Record<ViewId, string>>;
