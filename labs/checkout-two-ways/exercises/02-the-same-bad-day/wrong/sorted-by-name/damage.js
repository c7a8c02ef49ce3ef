/**
 * What a bad day has cost.
 *
 * @param facts  in order of time: { at, order, type }, where type is 'Asked', 'Answered' (with `says`), 'BookReserved',
 *               'CardCharged', 'CardRefunded' or 'MailSent'. Each order is asked for once, before all else.
 * @param until  when the log was closed; times are in milliseconds
 */
export function damageOf(facts, until) {
  const orders = new Map(); // order → what is known of it
  for (const { at, order, type, says } of facts) {
    if (type === 'Asked') orders.set(order, { order, askedAt: at, isPaid: false, hasMail: false });
    const known = orders.get(order);
    if (type === 'Answered') Object.assign(known, { answeredAt: at, says });
    if (type === 'CardCharged' || type === 'CardRefunded') known.isPaid = type === 'CardCharged';
    if (type === 'MailSent') known.hasMail = true;
  }

  const all = [...orders.values()];
  const those = (fits) => all.filter(fits).map(({ order }) => order);
  return {
    longestWait: Math.max(0, ...all.map(({ askedAt, answeredAt = until }) => answeredAt - askedAt)),
    unanswered: those(({ says }) => says === undefined),
    sorryButPaid: those(({ says, isPaid }) => says?.startsWith('sorry') && isPaid),
    promisedInVain: those(({ says, isPaid }) => says !== undefined && !says.startsWith('sorry') && !isPaid),
    paidWithoutMail: those(({ isPaid, hasMail }) => isPaid && !hasMail).sort(),
  };
}
