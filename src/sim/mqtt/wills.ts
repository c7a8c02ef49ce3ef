/** Last wills: published when a connection ends without goodbye, perhaps after a delay. Source: MQTT 5.0, 3.1.2.5. */
import type { World } from '../world.ts';
import type { Will } from './packets.ts';

export interface Wills {
  /** The connection is gone, and the session lives for so long: publishes now, or when the delay or the session ends. */
  due(clientId: string, will: Will, sessionMs: number): void;
  /** The client is back: a will that was to be published later is not. */
  callOff(clientId: string): void;
}

export function createWills(world: World, publish: (clientId: string, will: Will) => void): Wills {
  const process = world.process('wills');
  const later = new Map<string, () => void>();
  return {
    due(clientId, will, sessionMs) {
      const delayMs = Math.min((will.delaySec ?? 0) * 1000, sessionMs);
      if (delayMs === 0) {
        publish(clientId, will);
        return;
      }
      const cancel = process.after(delayMs, () => {
        later.delete(clientId);
        publish(clientId, will);
      });
      later.set(clientId, cancel);
    },
    callOff(clientId) {
      later.get(clientId)?.();
      later.delete(clientId);
    },
  };
}
