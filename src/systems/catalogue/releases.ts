import type { BrokerEvent } from '#trace/broker-events.ts';
import { releases } from '../programs/releases.js';
import type { System } from '../system.ts';

const byDeputy = (events: readonly BrokerEvent[]): number =>
  events.filter((event) => event.type === 'MessagePublished' && event.message.endsWith('.approved-by-deputy'))
    .length;

export const releasesSystem: System = {
  id: 'releases',
  title: 'Releases',
  about:
    'What is pushed is tested for 600 to 1,400 ms, approved by Mia within 600, and deployed in 200. Now and then Mia forgets one. A coordinator asks her deputy when 2 s have passed.',
  dials: {
    load: { label: 'Load', unit: 'pushes a minute', min: 10, max: 240, step: 10, value: 90 },
    latency: { label: 'Latency', unit: 'ms one way', min: 5, max: 200, step: 5, value: 20 },
    failure: { label: 'Failure', unit: '% of approvals forgotten', min: 0, max: 60, step: 5, value: 20 },
    replicas: { label: 'Replicas', unit: 'of tests', min: 1, max: 8, step: 1, value: 2 },
  },
  design: {
    label: 'The workflow is',
    options: [
      { id: 'chain', label: 'a chain of reactions' },
      { id: 'coordinator', label: 'watched by a coordinator' },
    ],
  },
  measured: { topic: 'pushed', verbs: ['deploy'] },
  effect: 'deployed',
  extras: [{ label: 'Approved by the deputy', count: byDeputy }],
  run: releases,
  worthSaying: [{}, { design: 'coordinator' }],
};
