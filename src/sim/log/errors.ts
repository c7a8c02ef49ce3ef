/** What can go wrong, under the names and numbers of Kafka's protocol (clients/…/common/protocol/Errors.java). */
const CODES = {
  OFFSET_OUT_OF_RANGE: 1,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  INVALID_TOPIC_EXCEPTION: 17,
  ILLEGAL_GENERATION: 22,
  INCONSISTENT_GROUP_PROTOCOL: 23,
  UNKNOWN_MEMBER_ID: 25,
  TOPIC_ALREADY_EXISTS: 36,
  INVALID_PARTITIONS: 37,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  DUPLICATE_SEQUENCE_NUMBER: 46,
  INVALID_RECORD: 87,
  // These two have no number on the wire: the consumer's own library raises them.
  NO_OFFSET_FOR_PARTITION: -1,
  COMMIT_FAILED: -1,
} as const;

export type LogErrorKind = keyof typeof CODES;

export class LogError extends Error {
  override readonly name = 'LogError';
  readonly kind: LogErrorKind;
  /** Kafka's number for it; -1 if only clients know it. */
  readonly code: number;
  constructor(kind: LogErrorKind, message: string) {
    super(`${kind}: ${message}`);
    this.kind = kind;
    this.code = CODES[kind];
  }
}
