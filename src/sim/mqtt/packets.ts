/** The packets of MQTT 3.1.1 and 5, as far as the model goes. Intervals are seconds, as in the protocol. */
export type Qos = 0 | 1 | 2;

/** MQTT 3.1.1 calls itself version 4. */
export type ProtocolVersion = 4 | 5;

export interface Will {
  topic: string;
  body: string;
  qos?: Qos;
  retain?: boolean;
  /** MQTT 5: how long the broker waits for the client to come back. */
  delaySec?: number;
}

export interface ConnectPacket {
  type: 'connect';
  clientId: string;
  version: ProtocolVersion;
  /** Begin without what a session of this client may hold. In MQTT 3.1.1 it also ends with the connection. */
  clean: boolean;
  will?: Will | undefined;
  /** MQTT 5: how long the session outlives the connection. Default 0. */
  sessionExpirySec?: number | undefined;
  /** MQTT 5: how many messages of QoS 1 and 2 may be under way to the client. */
  receiveMaximum?: number | undefined;
}

export interface PublishPacket {
  type: 'publish';
  topic: string;
  body: string;
  qos: Qos;
  retain: boolean;
  /** Sent before, and perhaps received. */
  dup: boolean;
  /** Identifies the handshake; none with QoS 0. */
  id?: number | undefined;
  /** MQTT 5: how long it is of use. */
  expirySec?: number | undefined;
}

export interface SubscribeOptions {
  qos?: Qos;
  /** MQTT 5: not what this client has published itself. */
  noLocal?: boolean;
  /** MQTT 5: keep the retain flag of what is forwarded. */
  retainAsPublished?: boolean;
  /** MQTT 5: send retained messages always (0), only for a new subscription (1), never (2). */
  retainHandling?: 0 | 1 | 2;
}

export type AckType = 'puback' | 'pubrec' | 'pubrel' | 'pubcomp';

export type Packet =
  | ConnectPacket
  | { type: 'connack'; sessionPresent: boolean }
  | PublishPacket
  | { type: AckType; id: number; reason?: number }
  | { type: 'subscribe'; id: number; filters: readonly string[]; options: SubscribeOptions }
  | { type: 'suback'; id: number; granted: readonly Qos[] }
  | { type: 'unsubscribe'; id: number; filters: readonly string[] }
  | { type: 'unsuback'; id: number }
  | { type: 'disconnect'; reason?: number | undefined; sessionExpirySec?: number | undefined };

/** Reason codes. Source: MQTT 5.0, section 2.4. */
export const REASON = {
  disconnectWithWill: 0x04,
  noSubscribers: 0x10,
  malformed: 0x81,
  protocolError: 0x82,
  notAuthorized: 0x87,
  takenOver: 0x8e,
  badFilter: 0x8f,
  badTopic: 0x90,
} as const;
