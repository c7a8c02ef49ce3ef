import { connect } from 'node:net';
import type { Server } from '#book/fences.ts';

/** Where the book's blocks look for each server: the standard port on this machine. */
export const PORTS: Readonly<Record<Server, number>> = {
  redis: 6379,
  rabbitmq: 5672,
  nats: 4222,
  mqtt: 1883,
};

/** True if something accepts connections where the blocks look for this server. */
export function isListening(server: Server): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port: PORTS[server], host: 'localhost', timeout: 2000 });
    const settle = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
