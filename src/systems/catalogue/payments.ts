import { payments } from '../programs/payments.js';
import type { System } from '../system.ts';

export const paymentsSystem: System = {
  id: 'payments',
  title: 'Payments',
  about:
    'Each payment waits for the bank, which takes 80 ms, and for a fraud check, which takes 200 to 400; then the ledger posts it. A crash strikes a fraud check or the part that waits for both.',
  dials: {
    load: { label: 'Load', unit: 'payments a second', min: 1, max: 20, step: 1, value: 5 },
    latency: { label: 'Latency', unit: 'ms one way', min: 5, max: 200, step: 5, value: 20 },
    failure: { label: 'Failure', unit: 'crashes a minute', min: 0, max: 60, step: 3, value: 0 },
    replicas: { label: 'Replicas', unit: 'fraud checks', min: 1, max: 8, step: 1, value: 2 },
  },
  design: {
    label: 'The ledger',
    options: [
      { id: 'key', label: 'knows payments by a key' },
      { id: 'no key', label: 'posts what it is told' },
    ],
  },
  measured: { topic: 'payments', verbs: ['post'] },
  effect: 'posted',
  extras: [],
  run: payments,
  worthSaying: [{}, { load: 8 }, { load: 8, replicas: 4 }],
};
