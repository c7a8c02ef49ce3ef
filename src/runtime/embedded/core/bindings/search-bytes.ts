/** Searching in bytes as Buffer's indexOf and lastIndexOf do: negative offsets count from the end. */

function firstPosition(length: number, from: number, needle: number, forward: boolean): number {
  let start = from < 0 ? length + from : from;
  if (start < 0) {
    if (!forward) return -1;
    start = 0;
  }
  return forward ? start : Math.min(start, length - needle);
}

function matchesAt(hay: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let k = 0; k < needle.length; k++) if (hay[at + k] !== needle[k]) return false;
  return true;
}

/** Index of `needle` in `hay`, on multiples of `step`, or -1. */
export function findBytes(
  hay: Uint8Array,
  needle: Uint8Array,
  from: number,
  step: 1 | 2,
  forward: boolean,
  end = hay.length,
): number {
  const within = hay.subarray(0, Math.max(0, end));
  if (needle.length === 0) {
    const at = from < 0 ? within.length + from : from;
    return Math.min(Math.max(at, 0), within.length);
  }
  if (needle.length > within.length) return -1;
  let at = firstPosition(within.length, from, needle.length, forward);
  while (at >= 0 && at + needle.length <= within.length) {
    if (at % step === 0 && matchesAt(within, needle, at)) return at;
    at += forward ? 1 : -1;
  }
  return -1;
}

/** Index of the byte `value`, or -1. */
export function findNumber(
  hay: Uint8Array,
  value: number,
  from: number,
  forward: boolean,
  end?: number,
): number {
  return findBytes(hay, Uint8Array.of(value), from, 1, forward, end);
}
