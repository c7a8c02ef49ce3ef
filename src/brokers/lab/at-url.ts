/** The broker at a URL, as createBroker() of the lab kit uses it. */
import { randomUUID } from 'node:crypto';
import { portOverQueues } from '#sim/groups/over-queues.ts';
import type { OpenPort } from '#sim/groups/port.ts';
import { openRabbit } from '../rabbitmq/engine.ts';
import { portOverAsked } from './asked-lanes.ts';
import { openMqttLanes } from './mqtt.ts';
import { openNatsLanes } from './nats.ts';
import { openRedisLanes } from './redis.ts';

/** A real broker is at rest when nothing has happened for so long. Milliseconds. */
const QUIET = 300;

const OPENERS: Readonly<Record<string, (url: string, space: string) => OpenPort>> = {
  'amqp:': (url, space) => portOverQueues({ engine: openRabbit({ url }), space, quiet: QUIET }),
  'redis:': (url, space) => portOverAsked(openRedisLanes(url, space, QUIET)),
  'nats:': (url, space) => portOverAsked(openNatsLanes(url, space, QUIET)),
  'mqtt:': (url, space) => portOverAsked(openMqttLanes(url, space, QUIET)),
};

/** What a URL may begin with. */
export const PROTOCOLS: readonly string[] = Object.keys(OPENERS);

/** @throws RangeError if there is no such kind of broker; what is wrong with the place comes with its first use */
export function openBrokerAt(url: string): OpenPort {
  const open = URL.canParse(url) ? OPENERS[new URL(url).protocol] : undefined;
  if (!open) throw new RangeError(`A broker's address begins with one of ${PROTOCOLS.join(', ')}: ${url}`);
  // Names on the broker begin with this, so that two runs never meet.
  return open(url, `lab-${randomUUID()}.`);
}
