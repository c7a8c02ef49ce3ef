/** What Redis answers to a command that it refuses. The text begins with a code, and clients pass it on as it is. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
  /** The first word of the text: `ERR`, `NOGROUP`, `BUSYGROUP` … */
  readonly code: string;
  constructor(text: string) {
    super(text);
    this.code = text.split(' ', 1)[0] as string;
  }
}
