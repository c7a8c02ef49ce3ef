import { operationsOf } from '../measure.ts';
import { analytics } from '../programs/analytics.js';
import type { System } from '../system.ts';

export const analyticsSystem: System = {
  id: 'analytics',
  title: 'Analytics',
  about:
    'Page views, half of them of one book, are counted in windows of a second; counting one takes 20 to 60 ms. The topic has six partitions, each with one counter at a time. A crash strikes a counter.',
  dials: {
    load: { label: 'Load', unit: 'views a second', min: 4, max: 60, step: 4, value: 16 },
    latency: { label: 'Latency', unit: 'ms one way', min: 5, max: 200, step: 5, value: 10 },
    failure: { label: 'Failure', unit: 'crashes a minute', min: 0, max: 60, step: 3, value: 0 },
    replicas: { label: 'Replicas', unit: 'counters', min: 1, max: 8, step: 1, value: 2 },
  },
  design: {
    label: 'Views are spread',
    options: [
      { id: 'by book', label: 'by book' },
      { id: 'in turn', label: 'in turn' },
    ],
  },
  measured: { topic: 'views', verbs: ['count', 'correct'] },
  effect: 'counted',
  extras: [{ label: 'Totals corrected', count: (events) => operationsOf(events, 'correct').size }],
  run: analytics,
  worthSaying: [{ load: 32 }, { load: 32, replicas: 8 }, { load: 32, replicas: 8, design: 'in turn' }],
};
