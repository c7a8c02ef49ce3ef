// Press Run: three bad days, in both designs. The checks do not look at this file: change it as you like.
import { damageOf } from './damage.js';
import { trace } from './kit.js';
import { runDay } from './shop.js';

const DAYS = {
  'mail is down': { mail: 'down' },
  'payments are slow': { payments: 900 },
  'payments are down': { payments: 'down' },
};
/** The day that the picture shows. */
const SHOWN = 'payments are slow';
const UNTIL = 2000;

const words = {
  unanswered: 'without an answer',
  sorryButPaid: 'read “sorry” and have paid',
  promisedInVain: 'were promised a book in vain',
  paidWithoutMail: 'have paid and got no mail',
};

for (const [name, day] of Object.entries(DAYS)) {
  const isShown = name === SHOWN;
  const designs = ['by calls', 'by events'];
  const logs = await Promise.all(designs.map((design) => runDay(design, day, { until: UNTIL, isShown })));
  console.log(`\n${name}`);
  designs.forEach((run, n) => {
    const damage = damageOf(logs[n], UNTIL);
    const hit = Object.entries(words).filter(([key]) => damage[key].length > 0);
    const says =
      hit.map(([key, text]) => `${damage[key].join(', ')} ${text}`).join('; ') || 'nobody is harmed';
    console.log(`  ${run}: ${says}; longest wait ${damage.longestWait} ms`);
    if (isShown) trace({ type: 'OutcomeReached', run, who: name, says, bad: hit.length > 0 });
  });
}
