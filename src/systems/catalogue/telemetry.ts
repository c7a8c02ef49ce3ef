import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { telemetry } from '../programs/telemetry.js';
import { UNTIL, type System } from '../system.ts';

/** The longest time for which nothing of one sensor was stored, once something had been. */
function longestSilence(events: readonly Recorded<BrokerEvent>[]): number {
  const heard = new Map<string, number>();
  let longest = 0;
  for (const event of events) {
    if (event.type !== 'OperationApplied' || !event.operation.startsWith('store ')) continue;
    const sensor = event.operation.slice(6).split('-')[0]!;
    longest = Math.max(longest, event.at - (heard.get(sensor) ?? event.at));
    heard.set(sensor, event.at);
  }
  return [...heard.values()].reduce((most, at) => Math.max(most, UNTIL - at), longest);
}

export const telemetrySystem: System = {
  id: 'telemetry',
  title: 'Telemetry',
  about:
    'Each sensor measures every two seconds; storing a measurement takes 60 to 140 ms. The broker is the lab kit’s, whose groups do what shared subscriptions do in MQTT. A crash strikes storage.',
  dials: {
    load: { label: 'Load', unit: 'sensors', min: 5, max: 80, step: 5, value: 25 },
    latency: { label: 'Latency', unit: 'ms one way', min: 5, max: 200, step: 5, value: 20 },
    failure: { label: 'Failure', unit: 'crashes a minute', min: 0, max: 60, step: 3, value: 9 },
    replicas: { label: 'Replicas', unit: 'of storage', min: 1, max: 8, step: 1, value: 2 },
  },
  design: {
    label: 'Storage acknowledges',
    options: [
      { id: 'at least once', label: 'what it has stored' },
      { id: 'at most once', label: 'what has come' },
    ],
  },
  measured: { topic: 'humidity', verbs: ['store'] },
  effect: 'stored',
  extras: [{ label: 'Longest silence of a sensor', isTime: true, count: longestSilence }],
  run: telemetry,
  worthSaying: [{ failure: 30 }, { failure: 30, design: 'at most once' }],
};
