/** The views by name: what a lab's manifest asks for, which trace it needs, and where it is loaded from. */
import type { ViewId } from '#lab/model.ts';
import { TRACE_OF_VIEW } from '#lab/view-traces.ts';
import type { View } from '#views/view.ts';

interface Entry {
  /** The kind that checks are asked for; left out where checks have nothing to draw. */
  ofChecks?: string;
  /** Why there is no picture of a run that has come to its end and recorded nothing. */
  nothing?: string;
  /** What its pane is called. */
  label: string;
  /** Whether a run's output can be predicted in it before it is shown. */
  predicts: boolean;
  /** True: the order of a run can depend on time, and is tried under others. */
  hasRaces?: boolean;
  load: () => Promise<View>;
}

export const VIEWS: Readonly<Record<ViewId, Entry>> = {
  'event-loop': {
    label: 'Event loop',
    predicts: true,
    hasRaces: true,
    load: async () => (await import('#views/event-loop/view.ts')).view,
  },
  'event-store': {
    label: 'Event store',
    predicts: false,
    load: async () => (await import('#views/event-store/view.ts')).view,
  },
  schedule: {
    ofChecks: 'schedule',
    nothing:
      'There is no counterexample to draw: no schedule of this run broke anything. What it printed is under “Output”.',
    label: 'Counterexample',
    predicts: false,
    load: async () => (await import('#views/schedule/view.ts')).view,
  },
  topology: {
    label: 'Topology',
    predicts: false,
    load: async () => (await import('#views/topology/view.ts')).view,
  },
  broker: {
    ofChecks: 'broker',
    label: 'Broker',
    predicts: false,
    load: async () => (await import('#views/broker/view.ts')).view,
  },
  system: {
    ofChecks: 'broker',
    label: 'System',
    predicts: false,
    load: async () => (await import('#views/system/view.ts')).view,
  },
  attempts: {
    ofChecks: 'broker',
    label: 'Attempts',
    predicts: false,
    load: async () => (await import('#views/attempts/view.ts')).view,
  },
  buffer: {
    label: 'Buffer',
    predicts: false,
    load: async () => (await import('#views/buffer/view.ts')).view,
  },
  conversation: {
    label: 'Sequence',
    predicts: false,
    load: async () => (await import('#views/conversation/view.ts')).view,
  },
  listeners: {
    label: 'Listeners',
    predicts: false,
    load: async () => (await import('#views/listeners/view.ts')).view,
  },
  windows: {
    label: 'Windows',
    predicts: false,
    load: async () => (await import('#views/windows/view.ts')).view,
  },
  saga: {
    ofChecks: 'broker',
    label: 'Saga',
    predicts: false,
    load: async () => (await import('#views/saga/view.ts')).view,
  },
  shop: {
    ofChecks: 'broker',
    label: 'Shop',
    predicts: false,
    load: async () => (await import('#views/shop/view.ts')).view,
  },
  tracing: {
    label: 'Messages',
    predicts: false,
    load: async () => (await import('#views/tracing/view.ts')).view,
  },
  dom: {
    label: 'Page',
    predicts: false,
    load: async () => (await import('#views/dom/view.ts')).view,
  },
};

/** The kind of trace that a job is asked for; undefined where nothing draws one. */
export function traceFor(view: ViewId, job: 'run' | 'check'): string | undefined {
  return job === 'run' ? TRACE_OF_VIEW[view] : VIEWS[view].ofChecks;
}

export function viewLabel(view: ViewId | null): string {
  return view === null ? '' : VIEWS[view].label;
}

export function canPredict(view: ViewId | null): boolean {
  return view !== null && VIEWS[view].predicts;
}
