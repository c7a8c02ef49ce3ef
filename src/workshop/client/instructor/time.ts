/** For example `4 min`; below a minute `just now`. Both in milliseconds. */
export function minutesSince(at: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - at) / 60_000);
  return minutes === 0 ? 'just now' : `${minutes} min`;
}
