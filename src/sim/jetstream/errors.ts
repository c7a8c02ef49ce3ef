/** The server's refusals, with the codes and words that nats-server gives. Source: nats-server, server/errors.json. */
const REFUSALS = {
  badRequest: [10003, 'bad request'],
  ackPolicyFixed: [10012, 'ack policy can not be updated'],
  deliverPolicyFixed: [10012, 'deliver policy can not be updated'],
  consumerNotFound: [10014, 'consumer not found'],
  noMessage: [10037, 'no message found'],
  sequenceNotFound: [10043, 'sequence {0} not found'],
  perSubjectNeedsNew: [10052, 'discard new per subject requires discard new policy to be set'],
  perSubjectNeedsLimit: [10052, 'discard new per subject requires max msgs per subject > 0'],
  windowBeyondAge: [10052, 'duplicates window can not be larger then max age'],
  messageTooLarge: [10054, 'message size exceeds maximum allowed'],
  nameInUse: [10058, 'stream name already in use with a different configuration'],
  streamNotFound: [10059, 'stream not found'],
  otherStream: [10060, 'expected stream does not match'],
  subjectsOverlap: [10065, 'subjects overlap with an existing stream'],
  wrongLastId: [10070, 'wrong last msg ID: {0}'],
  wrongLastSequence: [10071, 'wrong last sequence: {0}'],
  tooManyMessages: [10077, 'maximum messages exceeded'],
  tooManyBytes: [10077, 'maximum bytes exceeded'],
  tooManyPerSubject: [10077, 'maximum messages per subject exceeded'],
  pullNeedsAck: [10084, 'consumer in pull mode requires ack policy'],
  filterOutside: [10093, 'consumer filter subject is not a valid subset of the interest subjects'],
  lastPerSubjectNeedsFilter: [
    10094,
    'consumer delivery policy is deliver last per subject, but optional filter subject is not set',
  ],
  workQueueNeedsExplicit: [10098, 'workqueue stream requires explicit ack'],
  workQueueUnfiltered: [10099, 'multiple non-filtered consumers not allowed on workqueue stream'],
  workQueueNotUnique: [10100, 'filtered consumer not unique on workqueue stream'],
  workQueueDeliverAll: [10101, 'consumer must be deliver all on workqueue stream'],
  backoffTooLong: [10116, 'max deliver is required to be > length of backoff values'],
  // No error of JetStream: nobody answers a request on such a subject, and the client says so (503).
  noStream: [503, 'no responders'],
} as const satisfies Record<string, readonly [number, string]>;

/** A refusal; `code` is the server's `err_code`. */
export class JetStreamError extends Error {
  override readonly name = 'JetStreamError';
  readonly code: number;
  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

export function refusal(which: keyof typeof REFUSALS, detail: string | number = ''): JetStreamError {
  const [code, description] = REFUSALS[which];
  return new JetStreamError(code, description.replace('{0}', String(detail)));
}
