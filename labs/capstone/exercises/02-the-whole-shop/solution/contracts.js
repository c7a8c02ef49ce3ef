/** What each message must carry, by its type; whoever gets one that does not has it parked. */
const FIELDS = {
  OrderPlaced: {
    order: 'string',
    book: 'string',
    card: 'string',
    cents: 'number',
    address: 'string',
  },
  ReserveStock: { order: 'string', book: 'string' },
  ReleaseStock: { order: 'string' },
  ChargeCard: { order: 'string', card: 'string', cents: 'number' },
  RefundCard: { order: 'string' },
  ShipOrder: { order: 'string', address: 'string' },
  WakeMe: { order: 'string', after: 'number' },
  HelpNeeded: { order: 'string', command: 'string' },
};

/** A list of what is wrong with a message, empty if it keeps its contract. */
export function validate(message) {
  const fields = Object.entries(FIELDS[message.type] ?? { order: 'string' });
  return fields.flatMap(([name, type]) => (typeof message[name] === type ? [] : `${name} must be a ${type}`));
}
