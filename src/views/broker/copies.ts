/** The copies of messages in one place: who waits, who is with a consumer, and what became of the others. Pure. */

/** One copy of a message in one place. */
export interface Copy {
  message: string;
  /** Unique in the trace, so that a picture can follow it; among the waiting ones of a place it counts up. */
  serial: number;
  /** It has been with a consumer before. */
  redelivered: boolean;
  /** Of a place from which reading removes nothing, the group or consumer that this copy is for; else empty. */
  audience: string;
  /** Who has it; empty while it waits. */
  consumer: string;
}

/** What has become of copies, as counts; `entered` counts all that there ever were. */
export interface Tally {
  entered: number;
  acknowledged: number;
  deadLettered: number;
  /** Expired, too many, unroutable, refused, gone with their queue. */
  dropped: number;
}

export const NOTHING: Tally = { entered: 0, acknowledged: 0, deadLettered: 0, dropped: 0 };

export type Fate = Exclude<keyof Tally, 'entered'>;

/** Copies that have not come to their end yet. */
export interface Copies {
  /** The next one first. */
  waiting: readonly Copy[];
  /** In flight: delivered, and not answered. */
  held: readonly Copy[];
}

/** Which copy an event is about. What is not said fits any. */
export interface Wanted {
  message: string;
  audience?: string;
  consumer?: string;
}

function isWanted(copy: Copy, { message, audience, consumer }: Wanted): boolean {
  return (
    copy.message === message &&
    (audience === undefined || copy.audience === audience) &&
    (consumer === undefined || copy.consumer === consumer)
  );
}

/** Takes the first copy that fits out of a list; undefined if none does. */
export function takeOut(
  list: readonly Copy[],
  wanted: Wanted,
): { copy: Copy; rest: readonly Copy[] } | undefined {
  const at = list.findIndex((copy) => isWanted(copy, wanted));
  return at < 0 ? undefined : { copy: list[at] as Copy, rest: list.toSpliced(at, 1) };
}

/** Puts a copy among those that wait, where it stood before. */
export function putBack(waiting: readonly Copy[], copy: Copy): readonly Copy[] {
  const at = waiting.findLastIndex(({ serial }) => serial < copy.serial);
  return waiting.toSpliced(at + 1, 0, copy);
}

export function addTo(tally: Tally, fate: keyof Tally, count = 1): Tally {
  return { ...tally, [fate]: tally[fate] + count };
}
