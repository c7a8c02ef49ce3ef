// The shop's server and the lines to it, as the picture shows them. You need not change it.
import { trace } from './kit.js';

const CHANGES = ['3 left', '2 left', '1 left', 'sold out'];
const RESTART = { from: 300, to: 1500 };
const BEAT = 10_000;

/** Goes ten times as fast as yours, so that you need not wait for half a minute; the picture tells your time. */
const FASTER = 10;
export const clock = {
  now: () => performance.now() * FASTER,
  after(ms, run) {
    const timer = setTimeout(run, ms / FASTER);
    return () => clearTimeout(timer);
  },
};

/** `open` as keepConnected() takes it, for one page. A deaf page's line after the restart is dead from 1,700 ms on. */
export function openFor(page, { isDeaf }) {
  const server = 'server';
  const started = clock.now();
  const now = () => clock.now() - started;
  const isDown = () => now() >= RESTART.from && now() < RESTART.to;
  const happened = () => (now() < 200 ? 2 : now() < 2500 ? 3 : 4);

  return function open(after) {
    const socket = new EventTarget();
    const timers = new Set();
    const later = (ms, run) => {
      const cancel = clock.after(ms, () => (timers.delete(cancel), run()));
      timers.add(cancel);
    };
    let isOpen = true;
    let told = after;
    const isDying = isDeaf && now() >= RESTART.from && now() < 20_000;
    const isLost = () => isDying && now() >= 1700;

    function shut(reason) {
      if (!isOpen) return;
      isOpen = false;
      for (const cancel of timers) cancel();
      if (reason) trace({ type: 'LineBroken', from: server, to: page, reason });
      else trace({ type: 'LineBroken', from: page, to: server, reason: 'the page has closed it' });
      queueMicrotask(() => socket.dispatchEvent(new Event('close')));
    }
    function say(event, body) {
      trace({ type: isLost() ? 'EventLost' : 'EventSent', from: server, to: page, event });
      if (!isLost())
        socket.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(body) }));
    }
    function tell() {
      if (isDown()) return shut('the server is started anew');
      while (told < happened()) {
        told += 1;
        say(`${told}: ${CHANGES[told - 1]}`, { id: told, text: CHANGES[told - 1] });
      }
      later(100, tell);
    }
    function beat() {
      say('beat', { beat: true });
      later(BEAT, beat);
    }

    trace({ type: 'RequestSent', from: page, to: server, request: `connect, after ${after}` });
    later(60, () => {
      if (isDown()) {
        isOpen = false;
        trace({ type: 'RequestFailed', from: server, to: page, reason: 'refused' });
        socket.dispatchEvent(new Event('error'));
        socket.dispatchEvent(new Event('close'));
        return;
      }
      trace({ type: 'LineOpened', from: server, to: page });
      socket.dispatchEvent(new Event('open'));
      later(0, tell);
      later(BEAT, beat);
    });
    socket.close = () => shut();
    return socket;
  };
}
