/** What a header may hold. */
export type HeaderValue = string | number | boolean | null | readonly HeaderValue[] | Headers;
export type Headers = { readonly [name: string]: HeaderValue };

export interface Message {
  /** Its name in the trace: the publisher's message id, or one that the broker has given. */
  readonly id: string;
  readonly body: string;
  /** Where it was published, and with which routing key. */
  readonly exchange: string;
  readonly key: string;
  readonly headers: Headers;
  /** Written to disk: with a durable queue, it survives a restart of the broker. */
  readonly persistent: boolean;
  /** Milliseconds that it may wait in a queue. */
  readonly expiration?: number | undefined;
}

/** A copy of a message in one queue. */
export interface Copy {
  readonly message: Message;
  /** Its place among all that the queue has ever received: a requeued copy returns there. */
  readonly position: number;
  /** It has been delivered before, and may have been handled. */
  redelivered: boolean;
  /** How often it has come back. Quorum queues count. */
  returns: number;
  /** Virtual milliseconds; Infinity if it never expires. */
  readonly expiresAt: number;
}
