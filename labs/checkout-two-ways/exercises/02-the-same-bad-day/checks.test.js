import assert from 'node:assert/strict';
import test from 'node:test';
import { damageOf } from './damage.js';
import { createRandom } from './kit.js';

const LISTS = ['unanswered', 'sorryButPaid', 'promisedInVain', 'paidWithoutMail'];

/** The facts of one order, as short words: `asked 0`, `thank you 40`, `CardCharged 30`. */
function factsOf(order, words) {
  return words.map((word) => {
    const [, what, at] = /^(.+) (\d+)$/.exec(word);
    const fact = { at: Number(at), order };
    if (what === 'asked') return { ...fact, type: 'Asked' };
    return /^[A-Z]/.test(what) ? { ...fact, type: what } : { ...fact, type: 'Answered', says: what };
  });
}

const inTime = (facts) => facts.toSorted((a, b) => a.at - b.at);
const told = (facts) =>
  facts.map(({ at, order, type, says }) => `${at} ${order} ${type}${says ? ` “${says}”` : ''}`).join(', ');
const listed = (orders) => orders?.join?.(', ') || 'nobody';

function expectList(name, wanted, facts, until = 5000) {
  const frozen = inTime(facts).map((fact) => Object.freeze(fact));
  const got = damageOf(frozen, until)?.[name];
  assert.deepEqual(
    got,
    wanted,
    `${name} should be ${listed(wanted)}, and is ${listed(got)}. The log until ${until}: ${told(frozen)}.`,
  );
}

function expectWait(wanted, facts, until) {
  const got = damageOf(inTime(facts), until)?.longestWait;
  assert.equal(
    got,
    wanted,
    `longestWait should be ${wanted}, and is ${got}. The log until ${until}: ${told(inTime(facts))}.`,
  );
}

test('on a good day there is no damage', () => {
  const facts = [
    ...factsOf('o-4', ['asked 0', 'CardCharged 0', 'MailSent 0', 'thank you 0']),
    ...factsOf('o-9', ['asked 70', 'CardCharged 70', 'MailSent 70', 'thank you 70']),
  ];
  for (const name of LISTS) expectList(name, [], facts);
  expectWait(0, [], 800);
  for (const name of LISTS) expectList(name, [], []);
});

test('the longest wait is the longest, and not the last or the mean', () => {
  const answered = (order, from, to) => factsOf(order, [`asked ${from}`, `thank you ${to}`]);
  expectWait(
    640,
    [...answered('o-1', 10, 90), ...answered('o-2', 20, 660), ...answered('o-3', 30, 31)],
    3000,
  );
  expectWait(1300, [...answered('o-1', 400, 1700), ...answered('o-2', 500, 1750)], 3000);
});

test('who has no answer has waited until the log was closed', () => {
  const facts = [
    ...factsOf('o-5', ['asked 100', 'thank you 900']),
    ...factsOf('o-6', ['asked 250', 'CardCharged 300', 'MailSent 310']),
  ];
  expectWait(2750, facts, 3000);
  expectList('unanswered', ['o-6'], facts, 3000);
});

test('who read sorry and has paid is named, whether the card was charged before or after', () => {
  expectList(
    'sorryButPaid',
    ['o-1', 'o-2'],
    [
      ...factsOf('o-1', ['asked 0', 'CardCharged 40', 'sorry: mail is down 60']),
      ...factsOf('o-2', ['asked 10', 'sorry: payments does not answer 500', 'CardCharged 900']),
      ...factsOf('o-3', ['asked 20', 'BookReserved 60', 'sorry: payments is down 80']),
      ...factsOf('o-4', [
        'asked 30',
        'CardCharged 80',
        'thank you, and sorry for the wait 90',
        'MailSent 99',
      ]),
    ],
  );
});

test('a card that was refunded is not charged, unless it was charged again', () => {
  const facts = [
    ...factsOf('o-1', ['asked 0', 'CardCharged 40', 'sorry: mail is down 60', 'CardRefunded 200']),
    ...factsOf('o-2', [
      'asked 10',
      'CardCharged 30',
      'CardRefunded 50',
      'sorry: again 60',
      'CardCharged 400',
    ]),
    ...factsOf('o-3', ['asked 20', 'CardCharged 50', 'we have it 55', 'CardRefunded 70']),
  ];
  expectList('sorryButPaid', ['o-2'], facts);
  expectList('promisedInVain', ['o-3'], facts);
  expectList('paidWithoutMail', ['o-2'], facts);
});

test('who was promised a book and has not paid in the end is named', () => {
  expectList(
    'promisedInVain',
    ['o-8', 'o-7'],
    [
      ...factsOf('o-8', ['asked 0', 'we have your order o-8 0', 'BookReserved 40']),
      ...factsOf('o-7', ['asked 5', 'thank you 40']),
      ...factsOf('o-6', ['asked 9', 'we have your order o-6 9', 'CardCharged 3000']),
      ...factsOf('o-5', ['asked 12', 'sorry: stock is down 20']),
      ...factsOf('o-4', ['asked 13']),
    ],
  );
});

test('who has paid and got no mail is named, whatever the answer was', () => {
  expectList(
    'paidWithoutMail',
    ['o-30', 'o-10', 'o-20'],
    [
      ...factsOf('o-30', ['asked 0', 'we have your order o-30 0', 'CardCharged 90']),
      ...factsOf('o-10', ['asked 1', 'CardCharged 70', 'sorry: mail is down 100']),
      ...factsOf('o-20', ['asked 2', 'CardCharged 3']),
      ...factsOf('o-40', ['asked 3', 'CardCharged 60', 'thank you 70', 'MailSent 900']),
      ...factsOf('o-50', ['asked 4', 'we have your order o-50 4']),
    ],
  );
});

/** The damage, worked out order by order from what was drawn. */
function drawDay(random) {
  const until = random.between(2000, 4000);
  const facts = [];
  const wanted = {
    longestWait: 0,
    unanswered: [],
    sorryButPaid: [],
    promisedInVain: [],
    paidWithoutMail: [],
  };
  let at = 0;
  for (let n = random.between(5, 20); n > 0; n -= 1) {
    const order = `o-${random.between(100, 999)}-${n}`;
    at += random.between(1, 60);
    facts.push({ at, order, type: 'Asked' });
    const answer = random.pick(['sorry: it is down', 'thank you', `we have your order ${order}`, null]);
    const later = () => random.between(at, until);
    let isPaid = false;
    for (const time of [later(), later(), later()].toSorted((a, b) => a - b).slice(random.between(0, 3))) {
      isPaid = !isPaid;
      facts.push({ at: time, order, type: isPaid ? 'CardCharged' : 'CardRefunded' });
    }
    const hasMail = random.between(0, 1) === 0;
    if (hasMail) facts.push({ at: later(), order, type: 'MailSent' });
    const answeredAt = later();
    if (answer !== null) facts.push({ at: answeredAt, order, type: 'Answered', says: answer });
    wanted.longestWait = Math.max(wanted.longestWait, (answer === null ? until : answeredAt) - at);
    if (answer === null) wanted.unanswered.push(order);
    if (answer?.startsWith('sorry') && isPaid) wanted.sorryButPaid.push(order);
    if (answer !== null && !answer.startsWith('sorry') && !isPaid) wanted.promisedInVain.push(order);
    if (isPaid && !hasMail) wanted.paidWithoutMail.push(order);
  }
  return { facts, until, wanted };
}

test('the damage of any day is found, however its orders are mixed', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { facts, until, wanted } = drawDay(createRandom(seed));
    const got = damageOf(inTime(facts), until);
    for (const [name, value] of Object.entries(wanted)) {
      assert.deepEqual(
        got?.[name],
        value,
        `Seed ${seed}, ${facts.length} facts: ${name} should be ${Array.isArray(value) ? listed(value) : value}, and is ${Array.isArray(value) ? listed(got?.[name]) : got?.[name]}.`,
      );
    }
  }
});
