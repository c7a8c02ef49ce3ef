/** What the scenarios read: ids and messages without the wrapping. */
import type { Message, StreamReply } from '#sim/stream-groups/commands.ts';
import type { StreamGroupsEngine } from '#sim/stream-groups/engine.ts';
import type { Scenario } from '../scenario.ts';

export type StreamScenario = Scenario<StreamGroupsEngine>;

export const idsOf = (messages: readonly Message[] | null): string[] => (messages ?? []).map(({ id }) => id);

/** The ids that were read of one stream. */
export const read = (reply: readonly StreamReply[] | null): string[] => idsOf(reply?.[0]?.messages ?? []);

/** Adds entries `1-0`, `2-0` … to a new stream. Returns its ids. */
export async function fill(engine: StreamGroupsEngine, key: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) ids.push((await engine.xAdd(key, String(n), { n: String(n) })) as string);
  return ids;
}

/** A stream of `count` entries and a group that has had none of them. */
export async function withGroup(
  engine: StreamGroupsEngine,
  name: (base: string) => string,
  count: number,
): Promise<string> {
  const key = name('orders');
  await fill(engine, key, count);
  await engine.xGroupCreate(key, 'mail', '0', { MKSTREAM: true });
  return key;
}

export const news = (key: string) => ({ key, id: '>' });
export const history = (key: string, after = '0') => ({ key, id: after });
