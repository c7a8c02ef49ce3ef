/**
 * What the broker refuses, with the reply codes of AMQP 0-9-1 and the texts of RabbitMQ. A refusal closes the channel on
 * which the wrong call came, or its whole connection; unacknowledged messages go back to their queues.
 */
export class AmqpError extends Error {
  override readonly name = 'AmqpError';
  readonly code: number;
  readonly closes: 'channel' | 'connection';

  constructor(code: number, text: string, closes: AmqpError['closes'] = 'channel') {
    super(text);
    this.code = code;
    this.closes = closes;
  }
}

export const accessRefused = (why: string): AmqpError => new AmqpError(403, `ACCESS_REFUSED - ${why}`);

export const notFound = (kind: 'queue' | 'exchange', name: string): AmqpError =>
  new AmqpError(404, `NOT_FOUND - no ${kind} '${name}' in vhost '/'`);

export const resourceLocked = (queue: string): AmqpError =>
  new AmqpError(
    405,
    `RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '${queue}' in vhost '/'`,
  );

export const preconditionFailed = (why: string): AmqpError =>
  new AmqpError(406, `PRECONDITION_FAILED - ${why}`);

export const commandInvalid = (why: string): AmqpError =>
  new AmqpError(503, `COMMAND_INVALID - ${why}`, 'connection');

export const channelClosed = (): AmqpError => new AmqpError(504, 'CHANNEL_ERROR - the channel is closed');

export const notAllowed = (why: string): AmqpError =>
  new AmqpError(530, `NOT_ALLOWED - ${why}`, 'connection');
