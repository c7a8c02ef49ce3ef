/** The state of an account before anything has happened. */
export function initialState() {
  return { balance: 0, orders: [], closed: false };
}

/** Fewer points cannot be redeemed at a time, since May. */
const LEAST = 10;

/**
 * The events that follow from a command, perhaps none. All rules stand here.
 *
 * @param state   what evolve has made of the events so far
 * @param command for example { type: 'RedeemPoints', points: 50, orderId: 'o-4' }
 */

export function decide(state, command) {
  const { points, orderId } = command;
  switch (command.type) {
    case 'CreditPoints':
      if (state.orders.includes(orderId)) return [];
      if (state.closed) return [{ type: 'CreditRefused', points, orderId }];
      return [{ type: 'PointsCredited', points, orderId }];
    case 'RedeemPoints': {
      const reason = whyNot(state, points);
      if (reason) return [{ type: 'RedemptionRefused', points, orderId, reason }];
      return [{ type: 'PointsRedeemed', points, orderId }];
    }
    case 'CloseAccount': {
      if (state.closed) return [];
      const closed = { type: 'AccountClosed' };
      if (state.balance > 0) return [{ type: 'PointsExpired', points: state.balance }, closed];
      return [closed];
    }
    default:
      throw new Error(`decide does not know ${command.type}`);
  }
}

/** Why so many points cannot be redeemed; null if they can. */
function whyNot({ balance, closed }, points) {
  if (closed) return 'closed';
  if (points <= LEAST) return 'too few';
  return points >= balance ? 'not enough' : null;
}

/**
 * The state after an event. No rules, no effects; the state given stays as it is.
 *
 * @param state what evolve has made of the events before
 * @param event for example { type: 'PointsRedeemed', points: 50, orderId: 'o-4' }
 */

export function evolve(state, event) {
  switch (event.type) {
    case 'PointsCredited':
      return {
        ...state,
        balance: state.balance + event.points,
        orders: [...state.orders, event.orderId],
      };
    case 'PointsRedeemed':
    case 'PointsExpired':
      return { ...state, balance: state.balance - event.points };
    case 'AccountClosed':
      return { ...state, closed: true };
    case 'RedemptionRefused':
    case 'CreditRefused':
      return state;
    default:
      throw new Error(`evolve does not know ${event.type}`);
  }
}
