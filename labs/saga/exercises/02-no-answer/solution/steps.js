/**
 * The steps of an order, in their order. `command` asks for a step; `yes` and `no` are the two answers. `undo` asks for
 * its compensation, and `undone` confirms that. What cannot be undone comes last.
 */
export const STEPS = [
  {
    command: 'ReserveStock',
    yes: 'StockReserved',
    no: 'ReservationRefused',
    undo: 'ReleaseStock',
    undone: 'StockReleased',
  },
  {
    command: 'ChargeCard',
    yes: 'CardCharged',
    no: 'CardDeclined',
    undo: 'RefundCard',
    undone: 'CardRefunded',
  },
  { command: 'ShipOrder', yes: 'ParcelShipped', no: 'ShippingRefused' },
];
