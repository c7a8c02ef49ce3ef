/**
 * The messages of one stream in the order of their sequences. A sequence is given once and never again, also when its
 * message is gone. The publish path takes constant time, however long the stream is.
 */
import type { StoredMessage, StreamInfo } from './engine.ts';
import { subjectMatches } from './subjects.ts';

export interface Kept extends StoredMessage {
  /** When it was stored, virtual milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

export interface MessageStore {
  info(): StreamInfo;
  add(subject: string, body: string, at: number): Kept;
  /** Gives a sequence to a message that nobody wants. */
  skip(): number;
  get(seq: number): Kept | undefined;
  /** The first message at `from` or later whose subject fits. */
  next(from: number, filter: string): Kept | undefined;
  /** The last message whose subject fits; `before` looks at earlier sequences only. */
  last(filter: string, before?: number): Kept | undefined;
  /** How many messages a subject has. */
  countOf(subject: string): number;
  /** The sequence of a subject's oldest message; 0 if it has none. */
  oldestOf(subject: string): number;
  remove(seq: number): Kept | undefined;
  /** What is kept, oldest first. */
  all(): readonly Kept[];
}

export function createMessageStore(): MessageStore {
  const kept = new Map<number, Kept>();
  const bySubject = new Map<string, Set<number>>();
  // The last sequence of a subject: what an expected last subject sequence is compared with.
  const lastOf = new Map<string, number>();
  let firstSeq = 1;
  let lastSeq = 0;
  let bytes = 0;

  function last(filter: string, before = lastSeq + 1): Kept | undefined {
    const exact = lastOf.get(filter);
    if (exact !== undefined && exact < before) return kept.get(exact);
    for (let seq = before - 1; seq >= firstSeq; seq--) {
      const message = kept.get(seq);
      if (message && subjectMatches(filter, message.subject)) return message;
    }
    return undefined;
  }

  function forget({ seq, subject }: Kept) {
    const seqs = bySubject.get(subject)!;
    seqs.delete(seq);
    if (seqs.size === 0) {
      bySubject.delete(subject);
      lastOf.delete(subject);
    } else if (lastOf.get(subject) === seq) {
      lastOf.delete(subject);
      lastOf.set(subject, last(subject, seq)!.seq);
    }
  }

  return {
    info: () => ({ messages: kept.size, bytes, firstSeq: lastSeq === 0 ? 0 : firstSeq, lastSeq }),
    add(subject, body, at) {
      const message = { seq: ++lastSeq, subject, body, at, bytes: sizeOf(subject, body) };
      kept.set(message.seq, message);
      bytes += message.bytes;
      const seqs = bySubject.get(subject);
      if (seqs) seqs.add(message.seq);
      else bySubject.set(subject, new Set([message.seq]));
      lastOf.set(subject, message.seq);
      return message;
    },
    skip() {
      lastSeq++;
      if (kept.size === 0) firstSeq = lastSeq + 1;
      return lastSeq;
    },
    get: (seq) => kept.get(seq),
    next(from, filter) {
      for (let seq = Math.max(from, firstSeq); seq <= lastSeq; seq++) {
        const message = kept.get(seq);
        if (message && subjectMatches(filter, message.subject)) return message;
      }
      return undefined;
    },
    last,
    countOf: (subject) => bySubject.get(subject)?.size ?? 0,
    oldestOf: (subject) => bySubject.get(subject)?.values().next().value ?? 0,
    remove(seq) {
      const message = kept.get(seq);
      if (!message) return undefined;
      kept.delete(seq);
      bytes -= message.bytes;
      forget(message);
      while (firstSeq <= lastSeq && !kept.has(firstSeq)) firstSeq++;
      return message;
    },
    all: () => [...kept.values()],
  };
}

/** As memory storage counts: 16 bytes, the subject and the body in UTF-8. */
export function sizeOf(subject: string, body: string): number {
  return 16 + utf8Length(subject) + utf8Length(body);
}

export function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const point = char.codePointAt(0)!;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}
