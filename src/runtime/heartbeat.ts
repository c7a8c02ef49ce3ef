/**
 * Notices that whoever should answer no longer does: the browser ends a frame's process when a program takes too much
 * memory, and tells nobody; a WebContainer may die as quietly.
 */
export interface Heartbeat {
  /** Call for every message that arrives. */
  heard(): void;
  stop(): void;
}

export interface HeartbeatOptions {
  /** Milliseconds between two beats. Default 500. */
  beatMs?: number;
  /**
   * Beats without an answer until the other end counts as gone. Beats are ours: a page that slept misses none.
   * Default 8.
   */
  patience?: number;
}

/** Calls `ping` again and again, and `gone` once if nothing is heard any more. */
export function startHeartbeat(
  ping: () => void,
  gone: () => void,
  { beatMs = 500, patience = 8 }: HeartbeatOptions = {},
): Heartbeat {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered++ < patience) return ping();
    clearInterval(timer);
    gone();
  }, beatMs);
  return {
    heard() {
      unanswered = 0;
    },
    stop: () => clearInterval(timer),
  };
}
