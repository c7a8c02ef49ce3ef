import type { Qos } from './packets.ts';

/** An application message inside the broker. */
export interface Message {
  /** Its name in a trace. */
  readonly name: string;
  readonly topic: string;
  readonly body: string;
  readonly qos: Qos;
  readonly retain: boolean;
  /** Virtual milliseconds; Infinity if it keeps. */
  readonly expiresAt: number;
  /** Client id of its publisher. */
  readonly from: string;
}
