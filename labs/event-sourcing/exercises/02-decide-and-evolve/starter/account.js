/** The state of an account before anything has happened. */
export function initialState() {
  return { balance: 0, orders: [], closed: false };
}

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
      return [{ type: 'PointsCredited', points, orderId }];
    case 'RedeemPoints':
      return [{ type: 'PointsRedeemed', points, orderId }];
    case 'CloseAccount':
      return [{ type: 'AccountClosed' }];
    default:
      return [];
  }
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
      state.balance += event.points;
      return state;
    case 'PointsRedeemed':
      if (event.points < 10) throw new Error(`${event.points} points are too few`);
      if (event.points > state.balance) throw new Error('not enough points');
      state.balance -= event.points;
      return state;
    default:
      return state;
  }
}
