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
  let now = -Infinity;
  let times = [];
  let isRaised = false;

  function look(at) {
    now = Math.max(now, at);
    times = times.filter((time) => time > now - size);
    const count = times.length;
    if (!isRaised && count > high) {
      isRaised = true;
      return { type: 'AlarmRaised', at: now, count };
    }
    if (isRaised && count <= low) {
      isRaised = false;
      return { type: 'AlarmCleared', at: now, count };
    }
    return null;
  }

  return {
    failed(at) {
      times.push(at);
      return look(at);
    },
    tick: () => null,
    get held() {
      return times.length;
    },
  };
}
