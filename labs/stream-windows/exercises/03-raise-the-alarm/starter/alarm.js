/**
 * An alarm for failures that come close together. All times are in seconds.
 *
 * @param options size  how far it looks back
 *                high  more failures than so many within `size` raise it
 *                low   so many or fewer clear it; at most as many as `high`
 * @returns { failed(at), tick(at), held }; both functions return null or what follows,
 *          { type: 'AlarmRaised', at, count } or { type: 'AlarmCleared', at, count }
 */
export function createAlarm({ size, high, low }) {
  let minute = 0;
  let count = 0;

  return {
    failed(at) {
      if (Math.floor(at / size) !== minute) count = 0;
      minute = Math.floor(at / size);
      count += 1;
      return count >= high ? { type: 'AlarmRaised', at, count } : null;
    },
    tick() {
      return null;
    },
    get held() {
      return 0;
    },
  };
}
