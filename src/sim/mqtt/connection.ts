import type { ConnectPacket, Packet, Will } from './packets.ts';
import type { Session } from './session.ts';

/** What the broker tells the client's end of a connection. */
export interface Receiver {
  onPacket(packet: Packet): void;
  /** The broker has closed the connection. */
  onClose(): void;
}

/** The client's end. */
export interface Link {
  send(packet: Packet): void;
  /** The connection breaks off. */
  drop(): void;
}

/** The broker's end. */
export interface Connection {
  receiver: Receiver;
  open: boolean;
  /** Set once the client has said who it is. */
  client: { packet: ConnectPacket; session: Session; will: Will | undefined } | undefined;
}
