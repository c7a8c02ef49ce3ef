/** What the official client refuses to send: topics and filters that are none, as bytes. Source: MQTT 3.1.1, chapter 3. */
import { connect } from 'node:net';

/** Milliseconds; the broker answers the ping or closes the connection long before. */
const DEADLINE = 5000;

const PINGRESP = 0xd0;

/** Whether the broker answers a ping after such a packet, or closes the connection. */
export function staysConnected(
  { port, hostname }: URL,
  what: { publishTo: string } | { subscribeTo: string },
): Promise<boolean> {
  const asked = 'publishTo' in what ? publishPacket(what.publishTo) : subscribePacket(what.subscribeTo);
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port || 1883), host: hostname, timeout: DEADLINE });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    let received = Buffer.alloc(0);
    socket.on('connect', () => socket.write(Buffer.concat([connectPacket(), asked, Buffer.from([0xc0, 0])])));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 2 && received.at(-2) === PINGRESP) settle(true);
    });
    socket.on('close', () => settle(false));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => reject(new Error(`The broker did not answer within ${DEADLINE} ms`)));
  });
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function packet(first: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length > 127) throw new RangeError('A raw packet is to be short');
  return Buffer.concat([Buffer.from([first, body.length]), body]);
}

/** MQTT 3.1.1, a clean session, no keep-alive, and an id that the broker chooses. */
const connectPacket = () => packet(0x10, text('MQTT'), Buffer.from([4, 2, 0, 0]), text(''));
const publishPacket = (topic: string) => packet(0x32, text(topic), Buffer.from([0, 1]), Buffer.from('x'));
const subscribePacket = (filter: string) => packet(0x82, Buffer.from([0, 1]), text(filter), Buffer.from([0]));
