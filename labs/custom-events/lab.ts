import { defineLab } from '#lab/define.ts';

const EX1 = {
  detail: 'ItemAdded says in its detail what was added, and how many',
  before: 'the cart has changed before it says so',
  facts: 'a fact cannot be vetoed, a request can',
  veto: 'a request that is vetoed changes nothing, and nobody hears of a checkout',
  items: 'request and checkout say which items they are about',
  closed: 'a page that is closed before the first item never speaks of delivery',
  others: 'a page that is closed shows nothing more, and the other pages go on',
};

const EX2 = {
  announced: 'a change is announced before and after it, once each, with the state before and after',
  nothing: 'an update that changes nothing is not announced, and returns false',
  nobody: 'nobody can change the state but by update',
  veto: 'a change that is vetoed does not happen: nobody hears of it, and update returns false',
  watch: 'who watches is shown the value at once, and then whenever it is another, and no other value',
  signal: 'watching ends with the signal, and does not begin after it',
  inner: 'when a listener updates the store, what is shown last is what the state is',
};

export default defineLab({
  chapter: 2,
  place: 2,
  title: 'Custom events',
  summary:
    'Give an EventTarget events of its own, with data, a veto and an end, and build the small store that hides in every framework.',
  view: 'listeners',
  kit: true,
  exercises: [
    {
      id: '01-a-cart',
      title: 'A cart that speaks up',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['what is added is in the cart, and each time ItemAdded is dispatched once'],
      wrong: {
        'data-beside-the-detail': {
          caughtBy: EX1.detail,
          feedback:
            'Part of the data stands beside the detail: CustomEvent knows detail, bubbles and cancelable, and ignores whatever else you write there.',
        },
        'news-before-the-change': {
          caughtBy: EX1.before,
          feedback:
            'The event was dispatched before the cart had changed: listeners run at once, and find the cart as it was.',
        },
        'forgot-cancelable': {
          caughtBy: EX1.veto,
          feedback:
            'preventDefault had no effect: an event can be vetoed only if it was made with cancelable: true.',
        },
        'everything-can-be-vetoed': {
          caughtBy: EX1.facts,
          feedback:
            'Facts were made cancelable: what has happened cannot be vetoed, and a veto that changes nothing misleads.',
        },
        'asks-when-it-is-done': {
          caughtBy: EX1.veto,
          feedback: 'The cart was emptied before anybody was asked: a veto then comes too late.',
        },
        'vetoed-and-announced': {
          caughtBy: EX1.veto,
          feedback:
            'CheckedOut was dispatched though the request had been vetoed: it says that something has happened, and nothing has.',
        },
        'signal-for-one-of-two': {
          caughtBy: EX1.closed,
          feedback:
            'A listener with once was left without the signal: if its event never comes while the page is open, it stays.',
        },
        'once-for-all-pages': {
          caughtBy: EX1.others,
          feedback:
            'Once was counted for the cart instead of for each page: a second page never speaks of delivery.',
        },
        'one-event-for-all': {
          caughtBy: EX1.veto,
          feedback:
            'One event object was dispatched again and again: it remembers the veto of last time, and its old detail. Make a new one each time.',
        },
      },
    },
    {
      id: '02-a-tiny-store',
      title: 'A tiny store',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['update changes some values and leaves the others'],
      wrong: {
        'changes-in-place': {
          caughtBy: EX2.nobody,
          feedback:
            'The state was written into instead of being replaced: whoever holds the object can change it too.',
        },
        'announces-every-update': {
          caughtBy: EX2.nothing,
          feedback: 'An update that changes nothing was announced: then every listener works for nothing.',
        },
        'looks-at-the-keys': {
          caughtBy: EX2.nothing,
          feedback:
            'Values were compared with ==, for which 0 and “0” are the same: such a change gets lost. Use Object.is.',
        },
        'same-is-not-equal': {
          caughtBy: EX2.nothing,
          feedback:
            'Values were compared with ===, for which NaN is never the same as NaN: Object.is says that it is.',
        },
        'announced-before-it-is-so': {
          caughtBy: EX2.announced,
          feedback:
            'change was dispatched before the state had changed: a listener that looks at the store sees the old one.',
        },
        'veto-without-effect': {
          caughtBy: EX2.veto,
          feedback:
            'The veto had no effect: changing has to be made with cancelable: true, or preventDefault does nothing.',
        },
        'shows-what-the-event-says': {
          caughtBy: EX2.inner,
          feedback:
            'An old value was shown after a newer one: a change within a change is heard first. Look at the state, not at the event.',
        },
        'shows-every-change': {
          caughtBy: EX2.watch,
          feedback: 'A value was shown again though another one had changed: remember what was shown last.',
        },
        'shows-only-changes': {
          caughtBy: EX2.watch,
          feedback:
            'Nothing was shown before the first change: an event speaks of changes only, so the present value has to be shown at once.',
        },
        'begins-after-the-end': {
          caughtBy: EX2.signal,
          feedback:
            'With a signal that had aborted the value was shown all the same: addEventListener looks at the signal, and your own call has to as well.',
        },
        'hands-out-the-original': {
          caughtBy: EX2.nobody,
          feedback:
            'The state that was handed out can be written into: freeze it, or hand out a copy, or there are changes that nobody hears of.',
        },
      },
    },
  ],
});
