import type { PortClient } from './port.ts';

/** For a program that runs by itself, outside of any simulated process. */
export const callDirectly: PortClient['call'] = (_held, code, done) => {
  void (async () => code())().then(
    (value) => done({ ok: true, value }),
    (error: unknown) => done({ ok: false, error }),
  );
};
