// What cannot be undone comes last.
export const STEPS = [
  {
    service: 'stock',
    command: 'ReserveStock',
    yes: 'StockReserved',
    no: 'ReservationRefused',
    undo: 'ReleaseStock',
    undone: 'StockReleased',
  },
  {
    service: 'payments',
    command: 'ChargeCard',
    yes: 'CardCharged',
    no: 'CardDeclined',
    undo: 'RefundCard',
    undone: 'CardRefunded',
  },
  { service: 'shipping', command: 'ShipOrder', yes: 'ParcelShipped', no: 'ShippingRefused' },
];
