/**
 * What a bad day has cost.
 *
 * @param facts  in order of time: { at, order, type }, where type is 'Asked', 'Answered' (with `says`), 'BookReserved',
 *               'CardCharged', 'CardRefunded' or 'MailSent'. Each order is asked for once, before all else.
 * @param until  when the log was closed; times are in milliseconds
 */
export function damageOf(facts, until) {
  const answers = facts.filter(({ type }) => type === 'Answered');
  const sorry = answers.filter(({ says }) => says.startsWith('sorry'));
  return {
    longestWait: 0,
    unanswered: [],
    sorryButPaid: sorry.map(({ order }) => order),
    promisedInVain: [],
    paidWithoutMail: [],
  };
}
