/**
 * The event in its newest shape.
 *
 * @param event as it is stored, for example { type: 'PointsCredited', v: 2, points: 80 }
 */
export function upcast(event) {
  if (event.type === 'PointsCredited' && 'cents' in event) {
    event.points = event.cents / 100;
    delete event.cents;
  }
  return event;
}
