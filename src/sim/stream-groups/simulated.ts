/** The simulator as an engine. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createWorld, type World } from '../world.ts';
import type { StreamGroupsEngine } from './engine.ts';
import { createRedisStreams } from './redis-streams.ts';
import type { StreamReply } from './commands.ts';
import type { Outcome } from './waiting.ts';

export interface SimulatedStreamsOptions {
  world?: World;
  record?: (event: BrokerEvent) => void;
}

/** Streams as of Redis 7.0. */
export function openSimulatedStreams({
  world = createWorld({ seed: 1 }),
  record = () => {},
}: SimulatedStreamsOptions = {}): StreamGroupsEngine {
  const redis = createRedisStreams({ world, record });
  const waits = new Set<() => void>();

  function endWaits() {
    for (const end of waits) end();
    waits.clear();
  }

  function untilSettled(wait: (settle: (outcome: Outcome) => void) => () => void) {
    return new Promise<StreamReply[] | null>((resolve, reject) => {
      const giveUp = wait((outcome) => {
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.reply);
      });
      waits.add(() => {
        giveUp();
        reject(new Error('The connection is gone.'));
      });
    });
  }

  const answer =
    <A extends unknown[], R>(command: (...args: A) => R) =>
    async (...args: A): Promise<R> =>
      command(...args);

  return {
    version: '7.0',
    capabilities: { restart: true },
    async advance(ms) {
      world.advanceTo(world.now + ms);
    },
    async restart() {
      redis.restart();
      endWaits();
    },
    close: async () => endWaits(),
    xAdd: answer(redis.xAdd),
    xLen: answer(redis.xLen),
    xRange: answer(redis.xRange),
    xRevRange: answer(redis.xRevRange),
    xDel: answer(redis.xDel),
    xTrim: answer(redis.xTrim),
    xGroupCreate: answer(redis.xGroupCreate),
    xGroupSetId: answer(redis.xGroupSetId),
    xGroupDestroy: answer(redis.xGroupDestroy),
    xGroupCreateConsumer: answer(redis.xGroupCreateConsumer),
    xGroupDelConsumer: answer(redis.xGroupDelConsumer),
    xAck: answer(redis.xAck),
    xPending: answer(redis.xPending),
    xPendingRange: answer(redis.xPendingRange),
    xClaim: answer(redis.xClaim),
    xClaimJustId: answer(redis.xClaimJustId),
    xAutoClaim: answer(redis.xAutoClaim),
    xAutoClaimJustId: answer(redis.xAutoClaimJustId),
    xInfoStream: answer(redis.xInfoStream),
    xInfoGroups: answer(redis.xInfoGroups),
    xInfoConsumers: answer(redis.xInfoConsumers),
    del: answer(redis.del),
    xRead: async (streams, { BLOCK, ...options } = {}) =>
      BLOCK === undefined
        ? redis.xRead(streams, options)
        : untilSettled((settle) => redis.waitAndRead(streams, { ...options, BLOCK }, settle)),
    xReadGroup: async (group, consumer, streams, { BLOCK, ...options } = {}) =>
      BLOCK === undefined
        ? redis.xReadGroup(group, consumer, streams, options)
        : untilSettled((settle) =>
            redis.waitAndReadGroup(group, consumer, streams, { ...options, BLOCK }, settle),
          ),
  };
}
