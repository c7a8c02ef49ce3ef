/** Type → shape → the step to the next shape. Nobody edits a step: a newer shape gets a step of its own. */
const STEPS = {
  PointsCredited: {
    1: ({ cents, ...event }) => ({ ...event, v: 2, points: Math.floor(cents / 100) }),
    2: (event) => ({ reason: 'purchase', ...event, v: 3 }),
  },
  PointsRedeemed: {
    1: ({ order, ...event }) => ({ ...event, v: 2, orderId: order }),
  },
  PointsLost: {
    1: (event) => ({ ...event, type: 'PointsExpired' }),
  },
  PointsExpired: {
    1: (event) => ({ ...event, v: 2, after: 365 }),
  },
};

/** Type → its newest shape. */
const NEWEST = { PointsCredited: 3, PointsRedeemed: 2, PointsLost: 1, PointsExpired: 2 };

/**
 * The event in its newest shape.
 *
 * @param event as it is stored, for example { type: 'PointsCredited', v: 2, points: 80 }
 */
export function upcast(event) {
  const { type, v = 1 } = event;
  if (v > NEWEST[type]) throw new Error(`${type} of shape ${v} was written by a later program`);
  const step = STEPS[type]?.[v];
  return step ? step(event) : event;
}
