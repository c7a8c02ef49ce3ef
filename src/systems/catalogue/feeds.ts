import type { BrokerEvent } from '#trace/broker-events.ts';
import { feeds } from '../programs/feeds.js';
import type { System } from '../system.ts';

/** Replies that were shown while what they reply to was not. */
function overtaking(events: readonly BrokerEvent[]): number {
  const shown = new Set<string>();
  const early = new Set<string>();
  for (const event of events) {
    if (event.type !== 'OperationApplied') continue;
    const [verb, id = ''] = event.operation.split(' ');
    if (verb !== 'show') continue;
    shown.add(id);
    if (id.startsWith('r-') && !shown.has(id.replace('r-', 'p-'))) early.add(id);
  }
  return early.size;
}

export const feedsSystem: System = {
  id: 'feeds',
  title: 'Feeds',
  about:
    'Every fifth post is the star’s, who has 60 followers; others have three. Workers write a post into a timeline in 10 ms. Each post of the star has a reply soon. A crash strikes a worker.',
  dials: {
    load: { label: 'Load', unit: 'posts a second', min: 1, max: 20, step: 1, value: 8 },
    latency: { label: 'Latency', unit: 'ms one way', min: 5, max: 200, step: 5, value: 10 },
    failure: { label: 'Failure', unit: 'crashes a minute', min: 0, max: 60, step: 3, value: 0 },
    replicas: { label: 'Replicas', unit: 'workers', min: 1, max: 8, step: 1, value: 2 },
  },
  design: {
    label: 'The star',
    options: [
      { id: 'push', label: 'is pushed into 60 timelines' },
      { id: 'pull', label: 'is pulled from one list' },
    ],
  },
  measured: { topic: 'posts', verbs: ['show'] },
  effect: 'shown',
  extras: [{ label: 'Replies shown before their post', count: overtaking }],
  run: feeds,
  worthSaying: [{}, { design: 'pull' }],
};
