/**
 * What one consumer has been given and not acknowledged: when each message is due again, which ones wait for another
 * delivery, and up to where everything is done (the ack floor).
 */
export interface Outstanding {
  readonly size: number;
  /** The consumer sequence under which a message is out; undefined if it is not. */
  consumerSeqOf(seq: number): number | undefined;
  /** The message was delivered; from `due` on it counts as not acknowledged. */
  delivered(seq: number, consumerSeq: number, due: number): void;
  /** Puts the moment off at which it is due again. */
  postpone(seq: number, due: number): void;
  /** Queues a message for another delivery. */
  requeue(seq: number): void;
  /** If this message is due by `now`, queues whatever is, in order of sequence. Returns the sequences. */
  requeueDue(seq: number, now: number): number[];
  /** Takes the next message that waits for another delivery, with the number that delivery will have. */
  takeRequeued(): { seq: number; count: number } | undefined;
  /** Gives a message up without moving the ack floor. */
  giveUp(seq: number): void;
  /** One is done. `next` is the consumer's next sequence in the stream, `given` its last own sequence. */
  done(seq: number, consumerSeq: number, next: number, given: number): void;
  /** All up to this one are done. Returns which were. */
  doneUpTo(seq: number, consumerSeq: number): number[];
  /** Moves the floor along where nothing is acknowledged. */
  setFloor(consumerSeq: number, seq: number): void;
  readonly floor: readonly [consumer: number, stream: number];
  /** What is out, with the moments at which it is due. */
  all(): readonly (readonly [seq: number, due: number])[];
}

export function createOutstanding(): Outstanding {
  const pending = new Map<number, { consumerSeq: number; due: number }>();
  const again = new Set<number>();
  const counts = new Map<number, number>();
  let floor: readonly [number, number] = [0, 0];

  function forget(seq: number) {
    pending.delete(seq);
    again.delete(seq);
    counts.delete(seq);
  }

  /** After the message above the floor is done, the floor rises to just below the next one that is still out. */
  function raiseFloor(from: number, next: number) {
    for (let seq = from + 1; seq < next; seq++) {
      const open = pending.get(seq);
      if (open) {
        floor = [open.consumerSeq - 1, seq - 1];
        return;
      }
    }
  }

  return {
    get size() {
      return pending.size;
    },
    consumerSeqOf: (seq) => pending.get(seq)?.consumerSeq,
    delivered(seq, consumerSeq, due) {
      const open = pending.get(seq);
      if (open) open.due = due;
      else pending.set(seq, { consumerSeq, due });
    },
    postpone(seq, due) {
      const open = pending.get(seq);
      if (open) open.due = due;
    },
    requeue: (seq) => void again.add(seq),
    requeueDue(seq, now) {
      const own = pending.get(seq);
      if (!own || own.due > now || again.has(seq)) return [];
      const due = [...pending].filter(([each, { due: at }]) => at <= now && !again.has(each));
      const seqs = due.map(([each]) => each).sort((a, b) => a - b);
      for (const each of seqs) again.add(each);
      return seqs;
    },
    takeRequeued() {
      const first = again.values().next();
      if (first.done) return undefined;
      const seq = first.value;
      again.delete(seq);
      const count = (counts.get(seq) ?? 1) + 1;
      counts.set(seq, count);
      return { seq, count };
    },
    giveUp: (seq) => void pending.delete(seq),
    done(seq, consumerSeq, next, given) {
      const first = pending.get(seq)?.consumerSeq ?? consumerSeq;
      forget(seq);
      if (pending.size === 0) floor = [given, next - 1];
      else if (first === floor[0] + 1) {
        floor = [first, seq];
        raiseFloor(seq, next);
      }
    },
    doneUpTo(seq, consumerSeq) {
      if (consumerSeq <= floor[0] || seq <= floor[1]) return [];
      const done: number[] = [];
      for (let each = floor[1] + 1; each <= seq; each++) {
        if (pending.has(each)) done.push(each);
        forget(each);
      }
      floor = [consumerSeq, seq];
      return done;
    },
    setFloor(consumerSeq, seq) {
      floor = [consumerSeq, seq];
    },
    get floor() {
      return floor;
    },
    all: () => [...pending].map(([seq, { due }]) => [seq, due] as const),
  };
}
