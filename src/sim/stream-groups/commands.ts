/**
 * The stream commands of Redis as the npm package `redis` offers them: same names, arguments, options and replies, so
 * that what is learnt here is what is typed there. Left out are approximate trimming (`~`), XSETID, XINFO FULL, and a
 * field name twice in one entry.
 * Source: Redis documentation, “Commands”, group “Stream”; the texts of errors are the server's own (7.0).
 */

/** What an entry carries: field names and values. */
export type Fields = Readonly<Record<string, string>>;

/** An entry as it is handed out. `message` is null where the entry has gone and only its id is still pending. */
export interface Message {
  id: string;
  message: Fields | null;
}

/** What was read of one stream. */
export interface StreamReply {
  name: string;
  messages: Message[];
}

/** Which stream is read, and the id after which: `0` is before all, `$` after all, `>` what the group has not had. */
export interface ReadFrom {
  key: string;
  id: string;
}

/** What may be removed: all but the newest `threshold` entries, or those older than the id `threshold`. */
export interface Trim {
  strategy: 'MAXLEN' | 'MINID';
  threshold: number | string;
}

export interface AddOptions {
  /** Adds nothing, and answers null, if there is no such stream. */
  NOMKSTREAM?: boolean;
  TRIM?: Trim;
}

export interface ReadOptions {
  /** At most so many entries of each stream. */
  COUNT?: number;
}

export interface ReadGroupOptions extends ReadOptions {
  /** What is delivered counts as acknowledged. */
  NOACK?: boolean;
}

export interface GroupOptions {
  /** Creates the stream if there is none. */
  MKSTREAM?: boolean;
  /** How many entries the group shall count as read, if that is known. */
  ENTRIESREAD?: number;
}

export interface PendingSummary {
  pending: number;
  firstId: string | null;
  lastId: string | null;
  /** Consumers that have something pending; null if nobody has. The count has this odd name in the package. */
  consumers: { name: string; deliveriesCounter: number }[] | null;
}

export interface PendingOptions {
  /** Only entries that were delivered at least so many milliseconds ago. */
  IDLE?: number;
  consumer?: string;
}

export interface PendingMessage {
  id: string;
  consumer: string;
  millisecondsSinceLastDelivery: number;
  deliveriesCounter: number;
}

export interface ClaimOptions {
  /** Counts as delivered so many milliseconds ago instead of now. */
  IDLE?: number;
  /** The delivery counter is this, instead of one more than before. */
  RETRYCOUNT?: number;
  /** Also entries that nobody has pending. */
  FORCE?: boolean;
  /** The group has had everything up to this id. */
  LASTID?: string;
}

export interface AutoClaimReply<M> {
  /** Where the next call goes on; `0-0` when all was looked at. */
  nextId: string;
  messages: M[];
  /** Pending ids whose entries are gone. They are pending no longer. */
  deletedMessages: string[];
}

export interface StreamInfo {
  length: number;
  'last-generated-id': string;
  'max-deleted-entry-id': string;
  'entries-added': number;
  'recorded-first-entry-id': string;
  groups: number;
  'first-entry': Message | null;
  'last-entry': Message | null;
}

export interface GroupInfo {
  name: string;
  consumers: number;
  pending: number;
  'last-delivered-id': string;
  'entries-read': number | null;
  /** How many entries the group has still to get; null where Redis cannot know. */
  lag: number | null;
}

export interface ConsumerInfo {
  name: string;
  pending: number;
  /** Milliseconds since it last got something, or read its pending entries. From 7.2 on: since it last asked. */
  idle: number;
}

type Ids = string | readonly string[];
type Streams = ReadFrom | readonly ReadFrom[];

export interface StreamCommands {
  /** Appends an entry. Answers its id, or null with NOMKSTREAM and no stream. `id` is `*`, `5-*`, `5` or `5-3`. */
  xAdd(key: string, id: string, message: Fields, options?: AddOptions): string | null;
  xLen(key: string): number;
  /** Entries from `start` to `end`, both inclusive: `-` and `+` are the ends, `(` before an id excludes it. */
  xRange(key: string, start: string, end: string, options?: ReadOptions): Message[] | null;
  /** The same from the newest to the oldest. */
  xRevRange(key: string, start: string, end: string, options?: ReadOptions): Message[] | null;
  /** Entries after an id. Null if there are none. */
  xRead(streams: Streams, options?: ReadOptions): StreamReply[] | null;
  /** Deletes entries. Answers how many there were. What is pending stays pending. */
  xDel(key: string, ids: Ids): number;
  /** Answers how many entries were removed. */
  xTrim(key: string, strategy: Trim['strategy'], threshold: Trim['threshold']): number;

  /** Creates a group that will get what comes after `id`. */
  xGroupCreate(key: string, group: string, id: string, options?: GroupOptions): string;
  xGroupSetId(key: string, group: string, id: string): string;
  /** Answers 1, or 0 if there was no such group. */
  xGroupDestroy(key: string, group: string): number;
  /** Answers 1, or 0 if the consumer is there already. */
  xGroupCreateConsumer(key: string, group: string, consumer: string): number;
  /** Answers how many entries the consumer had pending. They are pending no longer, and no other consumer gets them. */
  xGroupDelConsumer(key: string, group: string, consumer: string): number;
  /**
   * With `>`: entries that the group has not had; they become pending for this consumer. With an id: what this
   * consumer has pending after it; that counts as one more delivery. A consumer comes into being by asking.
   */
  xReadGroup(
    group: string,
    consumer: string,
    streams: Streams,
    options?: ReadGroupOptions,
  ): StreamReply[] | null;
  /** Answers how many of the entries were pending. */
  xAck(key: string, group: string, ids: Ids): number;
  xPending(key: string, group: string): PendingSummary;
  xPendingRange(
    key: string,
    group: string,
    start: string,
    end: string,
    count: number,
    options?: PendingOptions,
  ): PendingMessage[];
  /** Takes over pending entries that have been idle for `minIdleTime` milliseconds. Counts as one more delivery. */
  xClaim(
    key: string,
    group: string,
    consumer: string,
    minIdleTime: number,
    ids: Ids,
    options?: ClaimOptions,
  ): Message[];
  /** The same, answering ids only; it does not count as a delivery. */
  xClaimJustId(
    key: string,
    group: string,
    consumer: string,
    minIdleTime: number,
    ids: Ids,
    options?: ClaimOptions,
  ): string[];
  /** Takes over whatever has been idle long enough, from the id `start` on. */
  xAutoClaim(
    key: string,
    group: string,
    consumer: string,
    minIdleTime: number,
    start: string,
    options?: ReadOptions,
  ): AutoClaimReply<Message>;
  xAutoClaimJustId(
    key: string,
    group: string,
    consumer: string,
    minIdleTime: number,
    start: string,
    options?: ReadOptions,
  ): AutoClaimReply<string>;

  xInfoStream(key: string): StreamInfo;
  xInfoGroups(key: string): GroupInfo[];
  xInfoConsumers(key: string, group: string): ConsumerInfo[];
  /** Deletes the stream with its groups. Answers 1, or 0 if there was none. */
  del(key: string): number;
}
