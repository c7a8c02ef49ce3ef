/** Stands in for `internalBinding('performance')`, on the virtual clock. */
import type { Clock } from '../clock.ts';
import type { Binding } from '../untyped.ts';

const MILESTONES = [
  'TIME_ORIGIN_TIMESTAMP',
  'TIME_ORIGIN',
  'ENVIRONMENT',
  'NODE_START',
  'V8_START',
  'LOOP_START',
  'LOOP_EXIT',
  'BOOTSTRAP_COMPLETE',
];
const ENTRY_TYPES = ['GC', 'HTTP', 'HTTP2', 'NET', 'DNS', 'QUIC'];

const numbered = (prefix: string, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name, index) => [prefix + name, index]));

export function createPerformanceBinding(clock: Clock): Binding {
  const milestones = new Float64Array(MILESTONES.length);
  milestones[0] = clock.epoch * 1000; // microseconds
  return {
    constants: {
      ...numbered('NODE_PERFORMANCE_MILESTONE_', MILESTONES),
      ...numbered('NODE_PERFORMANCE_ENTRY_TYPE_', ENTRY_TYPES),
    },
    milestones,
    observerCounts: new Uint32Array(ENTRY_TYPES.length),
    now: () => clock.read(),
    loopIdleTime: () => 0,
    uvMetricsInfo: () => [0, 0, 0],
    getTimeOrigin: () => 0,
    getTimeOriginTimestamp: () => clock.epoch,
    setupObservers() {},
    installGarbageCollectionTracking() {},
    removeGarbageCollectionTracking() {},
    notify() {},
    markBootstrapComplete() {},
    createELDHistogram: () => undefined,
    Histogram: class {},
  };
}
