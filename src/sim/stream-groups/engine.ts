/** Streams with consumer groups as every engine offers them: the commands, each answered by a promise. */
import type { Engine } from '../engine.ts';
import type { ReadFrom, ReadGroupOptions, ReadOptions, StreamCommands, StreamReply } from './commands.ts';

type Answered<Commands> = {
  [K in keyof Commands]: Commands[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<R>
    : never;
};

type Streams = ReadFrom | readonly ReadFrom[];
/** Waits up to so many milliseconds (0: for ever) if there is nothing to read yet. */
type Blocking = { BLOCK?: number };

/**
 * Refusals reject with an error whose message is the server's text, as `NOGROUP No such key …`. The server writes an append-only file.
 */
export interface StreamGroupsEngine extends Engine, Omit<Answered<StreamCommands>, 'xRead' | 'xReadGroup'> {
  xRead(streams: Streams, options?: ReadOptions & Blocking): Promise<StreamReply[] | null>;
  xReadGroup(
    group: string,
    consumer: string,
    streams: Streams,
    options?: ReadGroupOptions & Blocking,
  ): Promise<StreamReply[] | null>;
  /** Ends the server and starts it again: whoever waits is rejected. Needs the capability `restart`. */
  restart(): Promise<void>;
}
