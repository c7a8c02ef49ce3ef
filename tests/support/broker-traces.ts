/** What the simulators record while the conformance scenarios run on them: real traces for the views. */
import type { Engine } from '#sim/engine.ts';
import { openJetStreamSimulator } from '#sim/jetstream/simulator.ts';
import { openLogSimulator } from '#sim/log/simulator.ts';
import { openMqttSimulator } from '#sim/mqtt/simulator.ts';
import { openSimulatedNats, openSimulatedRedisPubSub } from '#sim/pub-sub/simulated.ts';
import { openSimulatedQueues } from '#sim/queue/simulated.ts';
import { openSimulatedStreams } from '#sim/stream-groups/simulated.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { FAMILIES } from '../conformance/families.ts';
import { runCell } from '../conformance/run-cell.ts';

export interface ScenarioTrace {
  family: string;
  scenario: string;
  events: Recorded<BrokerEvent>[];
}

interface Options {
  like?: string | undefined;
  record: (event: BrokerEvent) => void;
}

const OPEN: Readonly<Record<string, (options: Options) => Promise<Engine>>> = {
  'redis-pub-sub': async (options) => openSimulatedRedisPubSub(options),
  'nats-core': async (options) => openSimulatedNats(options),
  queue: openSimulatedQueues,
  'stream-groups': async (options) => openSimulatedStreams(options),
  log: openLogSimulator,
  jetstream: openJetStreamSimulator,
  mqtt: openMqttSimulator,
};

/** One trace for each scenario of each family that the simulator can run. */
export async function scenarioTraces(): Promise<ScenarioTrace[]> {
  const traces: ScenarioTrace[] = [];
  for (const family of FAMILIES) {
    const open = OPEN[family.id];
    if (!open) throw new Error(`Say in tests/support how the simulator of “${family.id}” is opened.`);
    for (const scenario of family.scenarios) {
      const events: Recorded<BrokerEvent>[] = [];
      const record = (event: BrokerEvent) =>
        void events.push({ ...event, seq: events.length, at: events.length });
      const { verdict, reason } = await runCell(family, scenario, 'sim', () =>
        open({ like: scenario.like, record }),
      );
      if (verdict === 'FAIL') throw new Error(`${family.id}, ${scenario.id}: ${reason ?? ''}`);
      traces.push({ family: family.id, scenario: scenario.id, events });
    }
  }
  return traces;
}
