import assert from 'node:assert/strict';
import test from 'node:test';
import { createBus } from './bus.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** After so many calls handlers only note that they were called, so that nothing runs for ever. */
const MOST_CALLS = 60;

/** A bus with one type of event. Each part notes what it hears, and then may do something. */
function createShop() {
  const bus = createBus();
  const heard = [];
  const stops = new Map();
  const shop = {
    join(name, then = () => {}, options = {}) {
      const stop = bus.subscribe(
        'OrderPlaced',
        (id) => {
          heard.push(`${name} ${id}`);
          if (heard.length < MOST_CALLS) then(id);
        },
        options,
      );
      stops.set(name, stop);
    },
    leave(name) {
      stops.get(name)();
    },
    publish(id) {
      bus.publish('OrderPlaced', id);
    },
    heard,
  };
  return shop;
}

function list(items) {
  return items.length > 12
    ? `${items.slice(0, 12).join(', ')} and ${items.length - 12} more`
    : items.join(', ');
}

/** Lets `play` act in a new shop, and compares what was heard. */
function expectHeard(play, wanted, story) {
  const shop = createShop();
  let thrown = '';
  try {
    play(shop);
  } catch (error) {
    thrown = ` Then came the error “${error?.message ?? error}”.`;
  }
  assert.deepEqual(
    shop.heard,
    wanted,
    `${story} Heard should be: ${list(wanted)}. It was: ${list(shop.heard) || 'nothing'}.${thrown}`,
  );
  assert.equal(thrown, '', `${story}${thrown}`);
}

test('subscribers are called in their order, and leave between two events', () => {
  expectHeard(
    (shop) => {
      shop.join('stock');
      shop.join('mail');
      shop.join('accounting');
      shop.publish('o-21');
      shop.leave('mail');
      shop.publish('o-22');
    },
    ['stock o-21', 'mail o-21', 'accounting o-21', 'stock o-22', 'accounting o-22'],
    'Mail has left between o-21 and o-22.',
  );
});

test('with once, a subscription hears the first event and no other', () => {
  expectHeard(
    (shop) => {
      shop.join('press', () => {}, { once: true });
      shop.join('stock', () => {}, { once: false });
      shop.join('audit', () => {}, { once: true });
      shop.leave('audit');
      for (const id of ['o-31', 'o-32', 'o-33']) shop.publish(id);
    },
    ['press o-31', 'stock o-31', 'stock o-32', 'stock o-33'],
    'Press has subscribed with once, stock without; audit, with once, has left before the first event.',
  );
});

test('a once has ended before its handler is called: an event that the handler publishes does not reach it', () => {
  expectHeard(
    (shop) => {
      shop.join('gift', () => shop.publish('o-41-gift'), { once: true });
      shop.join('stock');
      shop.publish('o-41');
      shop.publish('o-42');
    },
    ['gift o-41', 'stock o-41-gift', 'stock o-41', 'stock o-42'],
    'Gift, with once, publishes a second order when it hears of the first.',
  );
});

test('a once that has heard an event within an event does not hear the outer one as well', () => {
  expectHeard(
    (shop) => {
      shop.join('splitter', (id) => id === 'o-45' && shop.publish('o-45-b'));
      shop.join('press', () => {}, { once: true });
      shop.publish('o-45');
    },
    ['splitter o-45', 'splitter o-45-b', 'press o-45-b'],
    'Splitter publishes o-45-b while o-45 is under way; press, behind it, has subscribed with once.',
  );
});

test('a part that leaves while it is called costs nobody else the event', () => {
  for (const leaver of [1, 2, 3]) {
    const names = ['part-1', 'part-2', 'part-3', 'part-4'];
    const others = names.filter((_, index) => index !== leaver - 1);
    expectHeard(
      (shop) => {
        for (const name of names) {
          shop.join(name, () => {
            if (name === `part-${leaver}`) shop.leave(name);
          });
        }
        shop.publish('o-51');
        shop.publish('o-52');
      },
      [...names.map((name) => `${name} o-51`), ...others.map((name) => `${name} o-52`)],
      `Part-${leaver} of four leaves when it hears o-51.`,
    );
  }
});

test('nobody is called after leaving, not even for the event that is under way', () => {
  expectHeard(
    (shop) => {
      shop.join('mail');
      shop.join('shutdown', () => ['mail', 'printer', 'reports'].forEach(shop.leave));
      shop.join('printer');
      shop.join('stock');
      shop.join('reports', () => {}, { once: true });
      shop.join('accounting');
      shop.publish('o-61');
    },
    ['mail o-61', 'shutdown o-61', 'stock o-61', 'accounting o-61'],
    'Shutdown, called second, ends the subscriptions of mail, printer and reports, and printer and reports (with once) have not been called yet.',
  );
});

test('who subscribes while an event is under way hears the next one, and not this', () => {
  expectHeard(
    (shop) => {
      shop.join('opener', (id) => id === 'o-71' && shop.join('latecomer'));
      shop.join('stock');
      shop.publish('o-71');
      shop.publish('o-72');
    },
    ['opener o-71', 'stock o-71', 'opener o-72', 'stock o-72', 'latecomer o-72'],
    'Latecomer subscribes while o-71 is under way.',
  );
});

test('a part that brings another one each time it is called does not keep one event going for ever', () => {
  expectHeard(
    (shop) => {
      let count = 0;
      const bring = () => {
        count += 1;
        shop.join(`press-${count}`, bring);
      };
      shop.join('press-0', bring);
      shop.publish('o-75');
      shop.publish('o-76');
    },
    ['press-0 o-75', 'press-0 o-76', 'press-1 o-76'],
    'Press subscribes another part like itself each time it is called.',
  );
});

test('an event within an event goes to those who are there at that moment', () => {
  expectHeard(
    (shop) => {
      shop.join('opener', (id) => {
        if (id !== 'o-81') return;
        shop.join('latecomer');
        shop.leave('mail');
        shop.publish('o-81-b');
      });
      shop.join('mail');
      shop.join('stock');
      shop.publish('o-81');
    },
    ['opener o-81', 'opener o-81-b', 'stock o-81-b', 'latecomer o-81-b', 'stock o-81'],
    'During o-81 latecomer comes, mail leaves, and then o-81-b is published.',
  );
});

/** What a mixture of parts should hear: each may be once, may leave or send others away, and may bring a latecomer. */
function expectedOf(parts, ids) {
  const heard = [];
  let present = parts.map((part) => part);
  for (const id of ids) {
    for (const part of [...present]) {
      if (!present.includes(part)) continue;
      heard.push(`${part.name} ${id}`);
      if (part.once) present = present.filter((other) => other !== part);
      present = present.filter((other) => !part.sendsAway.includes(other.name));
      if (part.brings)
        present.push({ name: `${part.brings}-${id}`, once: false, sendsAway: [], brings: null });
    }
  }
  return heard;
}

test('in any mixture of coming, leaving and once, exactly the right ones are called', () => {
  for (const seed of [4, 15, 23, 42]) {
    const dice = createDice(seed);
    const names = Array.from({ length: 5 + dice(4) }, (_, index) => `part-${index + 1}`);
    const parts = names.map((name) => ({
      name,
      once: dice(3) === 0,
      sendsAway: names.filter(() => dice(5) === 0),
      brings: dice(4) === 0 ? `late-${name}` : null,
    }));
    const ids = [`o-${seed}1`, `o-${seed}2`];
    const brief = parts
      .map(({ name, once, sendsAway, brings }) => {
        const deeds = [
          once && 'is once',
          sendsAway.length > 0 && `ends ${sendsAway.join(' ')}`,
          brings && `brings ${brings}`,
        ];
        return `${name}${deeds.some(Boolean) ? ` (${deeds.filter(Boolean).join(', ')})` : ''}`;
      })
      .join(', ');
    expectHeard(
      (shop) => {
        for (const { name, once, sendsAway, brings } of parts) {
          shop.join(
            name,
            (id) => {
              sendsAway.forEach(shop.leave);
              if (brings) shop.join(`${brings}-${id}`);
            },
            { once },
          );
        }
        ids.forEach(shop.publish);
      },
      expectedOf(parts, ids),
      `In their order: ${brief}.`,
    );
  }
});
