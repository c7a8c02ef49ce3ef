/** The brokers that a program with createBroker() of the lab kit can run on, for one contract over all of them. */
import { onTestFinished } from 'vitest';
import { openBrokerAt } from '#brokers/lab/at-url.ts';
import type * as Declared from '#kit/kit.d.ts';
import { createBroker } from '#kit/kit.ts';
import { isListening, PORTS } from '../support/servers.ts';

const PROTOCOLS = { rabbitmq: 'amqp:', redis: 'redis:', nats: 'nats:', mqtt: 'mqtt:' } as const;
type LabBroker = 'sim' | keyof typeof PROTOCOLS;

export const LAB_BROKERS: readonly LabBroker[] = ['sim', 'rabbitmq', 'redis', 'nats', 'mqtt'];

const CHOSEN = Symbol.for('handbook.broker');
const globals = globalThis as unknown as Record<symbol, unknown>;

/** Opens the broker for one test, as a program would, and closes it at its end; skips the test where there is none. */
export function opener(broker: LabBroker) {
  return async (
    skip: (why: string) => void,
    options: Declared.BrokerOptions = {},
  ): Promise<Declared.Broker> => {
    if (broker !== 'sim') {
      if (!(await isListening(broker))) skip(`${broker} is not listening on port ${PORTS[broker]}`);
      const url = `${PROTOCOLS[broker]}//127.0.0.1:${PORTS[broker]}`;
      globals[CHOSEN] = () => openBrokerAt(url);
    }
    const opened = createBroker(options);
    onTestFinished(() => opened.close());
    return opened;
  };
}

/** From now on createBroker() opens the simulated one. */
export function forgetBroker(): void {
  Reflect.deleteProperty(globals, CHOSEN);
}
