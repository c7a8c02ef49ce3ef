/** What RabbitMQ does differently from version to version. */
export interface QueueRules {
  /** How often a quorum queue lets a message come back, where the queue itself names no limit. */
  deliveryLimit: number;
  /** A nack counts towards that limit. A reject and a lost consumer always do. */
  nackCounts: boolean;
}

/** The version whose rules are taken where nobody asks for another: the one that the suite compares with. */
export const USUAL_VERSION = '3.10';

/** @param version for example `4.0` */
export function rulesOf(version: string): QueueRules {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const since = (a: number, b: number) => major > a || (major === a && minor >= b);
  return {
    deliveryLimit: since(4, 0) ? 20 : Infinity,
    nackCounts: !since(4, 3),
  };
}
