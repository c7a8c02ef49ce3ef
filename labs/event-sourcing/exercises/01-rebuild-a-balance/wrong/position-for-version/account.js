/**
 * The balance after one more event.
 *
 * @param balance the balance so far
 * @param event   for example { type: 'PointsCredited', points: 80 }
 */
export function evolve(balance, event) {
  switch (event.type) {
    case 'PointsCredited':
      return balance + event.points;
    case 'PointsRedeemed':
    case 'PointsExpired':
      return balance - event.points;
    case 'RedemptionRefused':
      return balance;
    default:
      throw new Error(`evolve does not know ${event.type}`);
  }
}

/**
 * The balance of an account: the fold of its stream.
 *
 * @param log     the events of all streams, in the order of their positions
 * @param stream  for example 'points-c-7'
 * @param version the last version that counts; all of them if it is left out
 */
export function balanceOf(log, stream, version = Infinity) {
  return log.filter((event) => event.stream === stream && event.position <= version).reduce(evolve, 0);
}
