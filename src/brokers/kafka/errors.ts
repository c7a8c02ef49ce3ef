/** What Kafka and its client refuse, as the errors that the model gives too. */
import { findErrorBy } from '@platformatic/kafka';
import { LogError, type LogErrorKind } from '#sim/log/errors.ts';

/** Codes of the protocol that have the same name here. */
const SAME: readonly LogErrorKind[] = [
  'OFFSET_OUT_OF_RANGE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
  'INCONSISTENT_GROUP_PROTOCOL',
  'TOPIC_ALREADY_EXISTS',
  'INVALID_PARTITIONS',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'INVALID_RECORD',
];
/** A commit that comes too late, under the names that the group’s coordinator has for it. */
const TOO_LATE = ['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS'];

const has = (error: unknown, id: string): boolean => findErrorBy(error as Error, 'apiId', id) !== null;

/** Resolves as the promise does; what it fails with becomes a LogError, where the protocol has a name for it. */
export async function translated<T>(what: Promise<T>): Promise<T> {
  try {
    return await what;
  } catch (error) {
    const kind = SAME.find((id) => has(error, id));
    if (kind !== undefined) throw new LogError(kind, messageOf(error));
    throw error;
  }
}

/** The same for a commit, which fails if the group has gone on without the consumer. */
export async function committing(what: Promise<unknown>): Promise<void> {
  try {
    await what;
  } catch (error) {
    if (TOO_LATE.some((id) => has(error, id))) throw new LogError('COMMIT_FAILED', messageOf(error));
    throw error;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
