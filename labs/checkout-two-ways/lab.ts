import { defineLab } from '#lab/define.ts';

const EX1 = {
  answered: 'the customer is answered at once, whatever becomes of the others',
  before: 'nothing is announced before it is so',
  soldOut: 'a book that is sold out is not paid for, and the customer is told',
  declined: 'when the card is declined the book is put back, and the customer is told',
  own: 'each part works on its own, from what the event says',
  many: 'many orders at once go each its own way',
};

const EX2 = {
  longest: 'the longest wait is the longest, and not the last or the mean',
  silence: 'who has no answer has waited until the log was closed',
  sorry: 'who read sorry and has paid is named, whether the card was charged before or after',
  refunded: 'a card that was refunded is not charged, unless it was charged again',
  promised: 'who was promised a book and has not paid in the end is named',
  mail: 'who has paid and got no mail is named, whatever the answer was',
};

const EX3 = {
  whole: 'a charged card earns one point for each whole euro',
  charged: 'only a charged card earns points, and a refund takes the same number back',
  changed: 'PointsChanged is published when the points are there, and not before',
  fails: 'when the bank fails that is reported, and harms nobody',
  stays: 'the event stays as it is for all others',
  ended: 'when it is ended nothing new begins, and what is under way is finished',
};

export default defineLab({
  chapter: 1,
  title: 'Checkout, two ways',
  summary:
    'Build one shop by calls and by events, count what the same bad day costs each of them, and add a part without touching the others.',
  view: 'conversation',
  kit: true,
  exercises: [
    {
      id: '01-tell-instead-of-ask',
      title: 'Tell instead of ask',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'answers-when-all-is-done': {
          caughtBy: EX1.answered,
          feedback:
            'The checkout waited for an event of the others before it answered: that is a request with a longer way, and when nobody publishes, nobody answers.',
        },
        'announces-what-it-hopes': {
          caughtBy: EX1.before,
          feedback:
            'StockReserved was published before the book was set aside: an event says what has happened, and whoever hears it acts on it.',
        },
        'forgets-to-wait': {
          caughtBy: EX1.declined,
          feedback:
            'The answer of payments was not waited for: a promise is always true, so every card counts as charged.',
        },
        'mail-for-the-request': {
          caughtBy: EX1.soldOut,
          feedback:
            'The confirmation went out for OrderPlaced: it belongs to the outcome, which nobody knows at that moment.',
        },
        'all-hear-the-order': {
          caughtBy: EX1.soldOut,
          feedback:
            'Payments listened to OrderPlaced and charged beside the reservation: a book that is sold out was paid for.',
        },
        'an-event-with-an-id': {
          caughtBy: EX1.answered,
          feedback:
            'OrderPlaced carried only an id: whoever hears it has to ask somebody for the rest, and the calls are back.',
        },
        'nobody-puts-it-back': {
          caughtBy: EX1.declined,
          feedback:
            'Nobody put the book back when the card was declined: no function holds the steps together any more, so each part has to listen for what undoes its own.',
        },
        'one-order-in-a-variable': {
          caughtBy: EX1.many,
          feedback:
            'The order stood in a variable that all orders share: while one card is charged, the next order takes its place.',
        },
        'payments-tell-mail': {
          caughtBy: EX1.own,
          feedback:
            'Payments called mail: it should not know that there is one. What has happened is announced, and mail listens.',
        },
      },
    },
    {
      id: '02-the-same-bad-day',
      title: 'The same bad day, twice',
      minutes: 20,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['on a good day there is no damage'],
      wrong: {
        'judges-at-the-answer': {
          caughtBy: EX2.sorry,
          feedback:
            'The order was judged at the moment of its answer: a call that took too long may still be done afterwards, and the customer has paid for “sorry”.',
        },
        'silence-is-no-wait': {
          caughtBy: EX2.silence,
          feedback:
            'Who had no answer was left out of the waiting: those who never hear anything wait longest of all.',
        },
        'the-mean-wait': {
          caughtBy: EX2.longest,
          feedback:
            'The waits were averaged: a mean hides the one customer who waits, behind all the others who do not.',
        },
        'from-the-first-fact': {
          caughtBy: EX2.longest,
          feedback:
            'The wait was counted from the beginning of the log: each customer waits from their own Asked on.',
        },
        'charged-is-charged': {
          caughtBy: EX2.refunded,
          feedback: 'A refund was not looked at: what counts is whether the card is charged in the end.',
        },
        'refunded-for-ever': {
          caughtBy: EX2.refunded,
          feedback:
            'After one refund the card counted as refunded for ever: it may be charged again, and the last fact decides.',
        },
        'thanked-is-well': {
          caughtBy: EX2.mail,
          feedback:
            'A missing mail was looked for only behind “sorry”: with events the customer is thanked first, and what fails fails later and in silence.',
        },
        'silence-is-a-promise': {
          caughtBy: EX2.promised,
          feedback: 'An order without an answer was counted as promised: nobody has said anything yet.',
        },
        'sorry-anywhere': {
          caughtBy: EX2.sorry,
          feedback:
            'Any answer with “sorry” in it counted as a refusal: the log says which by how it begins.',
        },
        'sorted-by-name': {
          caughtBy: EX2.mail,
          feedback:
            'The orders were sorted by their ids: an id says nothing about time, the order of asking does.',
        },
      },
    },
    {
      id: '03-one-more-subscriber',
      title: 'One more subscriber',
      minutes: 10,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'points-for-a-wish': {
          caughtBy: EX3.charged,
          feedback:
            'Points were given for OrderPlaced: that is a wish, and some wishes are declined. Listen to the fact that you mean.',
        },
        'nobody-hears-the-error': {
          caughtBy: EX3.fails,
          feedback:
            'The error came out of the handler, which nobody waits for: in Node a rejection that nobody handles ends the process, and the shop with it.',
        },
        'swallows-the-error': {
          caughtBy: EX3.fails,
          feedback:
            'The error was caught and told to nobody: the points are missing, and nobody will ever look for them.',
        },
        'does-not-wait': {
          caughtBy: EX3.changed,
          feedback:
            'accounts.add was not waited for: PointsChanged says something that is not yet so, and its failure comes out behind the try.',
        },
        'announced-all-the-same': {
          caughtBy: EX3.fails,
          feedback: 'PointsChanged was published though the bank had failed: it says what has not happened.',
        },
        'writes-on-the-event': {
          caughtBy: EX3.stays,
          feedback:
            'The event itself was written on: all subscribers share it, and the next one hears what you have made of it.',
        },
        'rounds-up': {
          caughtBy: EX3.whole,
          feedback: 'Half a euro was rounded up to a point: a point is given for each whole one.',
        },
        'floors-the-negative': {
          caughtBy: EX3.charged,
          feedback:
            'Math.floor was applied to a negative amount: it goes down, so a refund takes more points than the purchase gave.',
        },
        'keeps-listening-for-refunds': {
          caughtBy: EX3.ended,
          feedback: 'One of the two subscriptions was left when it ended: each needs to be ended on its own.',
        },
        'drops-what-is-under-way': {
          caughtBy: EX3.ended,
          feedback:
            'What was under way at the end was cut off: the points are there, and nobody was told of them.',
        },
      },
    },
  ],
});
