/** Stands in for `internalBinding('process_methods')`: what `process` asks of the operating system. */
import type { Clock } from '../clock.ts';
import type { Binding } from '../untyped.ts';

export interface ProcessHost {
  clock: Clock;
  cwd(): string;
  chdir(path: string): void;
  writeError(text: string): void;
  /** Ends the program at once; does not return. */
  exit(code: number): never;
}

export function createProcessBinding({ clock, cwd, chdir, writeError, exit }: ProcessHost): Binding {
  let fileMask = 0o22;
  const hrtimeBuffer = new Uint32Array(3);
  const bigint = new BigUint64Array(hrtimeBuffer.buffer, 0, 1);
  const nanoseconds = (): bigint => BigInt(Math.floor(clock.read() * 1e6)) + 1_000_000_000_000n;
  const zeroes = (values: Float64Array): void => void values.fill(0);
  return {
    hrtimeBuffer,
    hrtime() {
      const time = nanoseconds();
      const wholeSeconds = time / 1_000_000_000n;
      hrtimeBuffer[0] = Number(wholeSeconds >> 32n);
      hrtimeBuffer[1] = Number(wholeSeconds & 0xffffffffn);
      hrtimeBuffer[2] = Number(time % 1_000_000_000n);
    },
    hrtimeBigInt() {
      bigint[0] = nanoseconds();
    },
    uptime: () => clock.read() / 1000,
    cwd,
    chdir,
    umask(mask?: number) {
      const before = fileMask;
      fileMask = mask ?? fileMask;
      return before;
    },
    _rawDebug: (text: string) => writeError(`${text}\n`),
    memoryUsage: zeroes,
    cpuUsage: zeroes,
    threadCpuUsage: zeroes,
    resourceUsage: zeroes,
    rss: () => 0,
    constrainedMemory: () => 0,
    availableMemory: () => 0,
    reallyExit: exit,
    _kill: () => -38,
    _getActiveRequests: () => [],
    _getActiveHandles: () => [],
    getActiveResourcesInfo: () => [],
    setEmitWarningSync() {},
    patchProcessObject() {},
    dlopen() {},
  };
}
