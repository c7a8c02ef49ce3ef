/**
 * A gate between a client and its socket: it lets whole packets of the client through, and keeps back those that it is
 * told to. So the official client can be made to acknowledge late or never.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { AckType } from '#sim/mqtt/packets.ts';

export interface Gate {
  /** The stream to give to the client. */
  readonly stream: Duplex;
  withhold(types: readonly AckType[]): void;
  release(): void;
}

/** Packet types by the upper half of their first byte. Source: MQTT 3.1.1, section 2.2.1. */
const TYPES: Readonly<Record<number, AckType>> = { 4: 'puback', 5: 'pubrec', 6: 'pubrel', 7: 'pubcomp' };

export function createGate(socket: Socket): Gate {
  const withheld = new Set<AckType>();
  const kept: Buffer[] = [];
  let rest: Buffer = Buffer.alloc(0);

  function pass(packet: Buffer) {
    const type = TYPES[(packet[0] ?? 0) >> 4];
    if (type !== undefined && withheld.has(type)) kept.push(packet);
    else socket.write(packet);
  }

  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      rest = Buffer.concat([rest, chunk]);
      for (let length = packetLength(rest); length !== undefined; length = packetLength(rest)) {
        pass(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
      done();
    },
    final(done) {
      socket.end();
      done();
    },
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => stream.push(chunk));
  socket.on('error', () => {});
  socket.on('close', () => stream.destroy());

  return {
    stream,
    withhold(types) {
      for (const type of types) withheld.add(type);
    },
    release() {
      withheld.clear();
      for (const packet of kept.splice(0)) socket.write(packet);
    },
  };
}

/** The length of the packet that the bytes begin with; undefined while it is not complete. */
function packetLength(bytes: Buffer): number | undefined {
  let remaining = 0;
  for (let index = 1; index <= 4; index++) {
    const byte = bytes[index];
    if (byte === undefined) return undefined;
    remaining += (byte & 0x7f) << (7 * (index - 1));
    if ((byte & 0x80) === 0) {
      const length = 1 + index + remaining;
      return bytes.length >= length ? length : undefined;
    }
  }
  return undefined;
}
