/** Sessions by client id, and how long each outlives its connection. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import type { ConnectPacket } from './packets.ts';
import { createSession, type Session } from './session.ts';

export interface Sessions {
  /** The session for a client that connects: the one that is there, unless it asks to begin clean. */
  enter(packet: ConnectPacket): { session: Session; present: boolean };
  /** The client's connection is gone. Returns for how long its session stays, in milliseconds. */
  leave(packet: ConnectPacket): number;
  find(clientId: string): Session | undefined;
  /** The client's protocol version. */
  versionOf(clientId: string): ConnectPacket['version'];
}

interface Kept {
  session: Session;
  version: ConnectPacket['version'];
  /** Calls the end of the session off. */
  stay: () => void;
}

export function createSessions(
  world: World,
  record: (event: BrokerEvent) => void,
  onEnd: (clientId: string) => void,
): Sessions {
  const kept = new Map<string, Kept>();
  const process = world.process('sessions');

  function remove(clientId: string) {
    kept.delete(clientId);
    onEnd(clientId);
  }

  return {
    enter(packet) {
      const { clientId, version } = packet;
      const known = kept.get(clientId);
      known?.stay();
      if (known && !packet.clean) {
        known.version = version;
        return { session: known.session, present: true };
      }
      if (known) remove(clientId);
      const session = createSession(clientId, () => world.now, record);
      kept.set(clientId, { session, version, stay: () => {} });
      return { session, present: false };
    },
    leave(packet) {
      const lifeMs = lifeOf(packet);
      const here = kept.get(packet.clientId);
      if (lifeMs === 0) remove(packet.clientId);
      else if (here && lifeMs < Infinity) here.stay = process.after(lifeMs, () => remove(packet.clientId));
      return lifeMs;
    },
    find: (clientId) => kept.get(clientId)?.session,
    versionOf: (clientId) => kept.get(clientId)?.version ?? 4,
  };
}

/** MQTT 3.1.1 keeps a session that was not clean for ever; MQTT 5 for as long as the client has asked. */
function lifeOf({ version, clean, sessionExpirySec = 0 }: ConnectPacket): number {
  if (version === 4) return clean ? 0 : Infinity;
  return sessionExpirySec * 1000;
}
