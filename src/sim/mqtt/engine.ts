/** What an MQTT broker and its clients can be asked, in the same words for the simulator and for a real broker. */
import type { Engine } from '../engine.ts';
import type { AckType, ProtocolVersion, Qos, SubscribeOptions, Will } from './packets.ts';

export interface ConnectOptions {
  clientId: string;
  /** Default 4, which is MQTT 3.1.1. */
  version?: ProtocolVersion;
  /** Default true. */
  clean?: boolean;
  will?: Will;
  sessionExpirySec?: number;
  receiveMaximum?: number;
  /** Acknowledgements that it keeps back from the beginning. */
  withhold?: readonly AckType[];
}

export interface PublishOptions {
  qos?: Qos;
  retain?: boolean;
  expirySec?: number;
}

/** A PUBLISH packet as it came. */
export interface Received {
  readonly topic: string;
  readonly body: string;
  readonly qos: Qos;
  readonly retain: boolean;
  readonly dup: boolean;
}

export interface MqttClient {
  /** The broker still had a session of this client id. */
  readonly sessionPresent: boolean;
  /** False once either side has closed the connection. */
  readonly open: boolean;
  /** What has come on this connection, oldest first. */
  received(): readonly Received[];
  /** The packets of publishing, in order: `> publish` went out, `< puback` came in. */
  packets(): readonly string[];
  /**
   * Resolves with the reason code of the acknowledgement, 0 with QoS 0, when the handshake is done; if the client
   * withholds a part of it, as soon as the packet is out.
   */
  publish(topic: string, body: string, options?: PublishOptions): Promise<number>;
  /** Resolves with the QoS granted for each filter. */
  subscribe(filters: string | readonly string[], options?: SubscribeOptions): Promise<readonly Qos[]>;
  unsubscribe(filter: string): Promise<void>;
  /** From now on it keeps back acknowledgements of these types. */
  withhold(...types: AckType[]): void;
  /** Sends what was kept back, and keeps back nothing more. */
  release(): Promise<void>;
  /** Says goodbye. */
  disconnect(options?: { reason?: number; sessionExpirySec?: number }): Promise<void>;
  /** Breaks the connection off without a word. */
  die(): Promise<void>;
}

export interface MqttEngine extends Engine {
  /** Connects. What a client has not got acknowledged it sends again when its id connects again. */
  connect(options: ConnectOptions): Promise<MqttClient>;
  /** Waits until what is under way has arrived. */
  settle(): Promise<void>;
  /** Whether the broker stays connected to a client that publishes to such a topic, or subscribes to such a filter. */
  accepts(what: { publishTo: string } | { subscribeTo: string }): Promise<boolean>;
  /** Ends the broker and starts it again on the same files. Only with the capability `restart`. */
  restart(): Promise<void>;
}
