/** Points are a customer’s reward: one for each euro, which mail then tells her of. */
export async function work(tx, { order, customer, cents }) {
  if (customer === 'nobody') throw Object.assign(new Error('there is no such customer'), { permanent: true });
  const balance = (await tx.get(`points/${customer}`)) ?? 0;
  if (customer === 'cleo') throw new Error('the account is locked');
  await tx.set(`points/${customer}`, balance + cents / 100);
  return [{ topic: 'mail', message: { id: `${order}-credited`, type: 'PointsCredited', order, customer } }];
}

/** The contract of OrderPlaced. */
export function validate({ order, customer, cents }) {
  const problems = [];
  if (typeof order !== 'string') problems.push('order must be a text');
  if (typeof customer !== 'string') problems.push('customer must be a text');
  if (!Number.isSafeInteger(cents) || cents < 0) problems.push('cents must be a whole number');
  return problems;
}
