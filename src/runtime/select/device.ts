import type { Situation } from './decide.ts';

/** Fields that some browsers have and the DOM types leave out. */
interface Hints {
  connection?: { saveData?: boolean };
  /** Gigabytes, rounded to a power of two. */
  deviceMemory?: number;
}

const LEAST_MEMORY_GB = 4;

/** What the browser tells about the device; where it tells nothing, there is no reason to hold back. */
export function readDevice(hints: Hints = navigator as Hints): Pick<Situation, 'saveData' | 'lowMemory'> {
  return {
    saveData: hints.connection?.saveData === true,
    lowMemory: hints.deviceMemory !== undefined && hints.deviceMemory < LEAST_MEMORY_GB,
  };
}
