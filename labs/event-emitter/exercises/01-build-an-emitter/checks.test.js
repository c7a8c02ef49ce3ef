import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import { Emitter } from './emitter.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** After so many lines nothing more is done, so that nothing runs for ever. */
const MOST_LINES = 300;

/** What a case prints, line by line, with one class of emitters. */
function linesOf(Class, play) {
  const lines = [];
  const say = (line) => {
    if (lines.length >= MOST_LINES) throw new Error('it does not end');
    lines.push(line);
  };
  const emitter = new Class();
  emitter.setMaxListeners?.(0); // no warnings of Node's
  try {
    play(emitter, say);
  } catch (error) {
    lines.push(`threw ${error instanceof TypeError ? 'TypeError' : 'an error'}: ${error?.message ?? error}`);
  }
  return lines;
}

/** How two runs compare: type errors are one kind, whatever their words, unless the case has thrown them itself. */
const comparable = (line) =>
  line.replace(/^(threw TypeError): .*$/s, '$1').replace(/Unhandled error\. .*$/s, 'Unhandled error');

/** Plays a case with Node's emitter and with the learner's; both have to do the same. */
function sameAsNode(play, story) {
  const real = linesOf(EventEmitter, play);
  const yours = linesOf(Emitter, play);
  const place = real.findIndex((line, index) => comparable(line) !== comparable(yours[index] ?? ''));
  if (place === -1 && yours.length === real.length) return;
  const at = place === -1 ? real.length : place;
  const before = at === 0 ? 'At first' : `After “${real[at - 1]}”`;
  const said = (lines) => (lines[at] === undefined ? 'says nothing more' : `says “${lines[at]}”`);
  assert.fail(`${story} ${before}, Node's emitter ${said(real)}, and yours ${said(yours)}.`);
}

test('listeners are called in their order, with all values, and emit says whether there were any', () => {
  assert.ok(
    Emitter !== EventEmitter && !(new Emitter() instanceof EventEmitter),
    'Emitter should be your own class, and it is the one of node:events, or a subclass of it.',
  );
  sameAsNode((emitter, say) => {
    for (const name of ['a', 'b', 'c'])
      emitter.on('placed', (...values) => say(`${name} ${values.join(' ')}`));
    emitter.on('paid', () => say('d'));
    for (const values of [[], [1], [1, 2, 3, 4, 5]]) say(`emit: ${emitter.emit('placed', ...values)}`);
    say(`emit: ${emitter.emit('packed', 7)}`);
  }, 'Three listeners hear placed, one hears paid.');
});

test('in a function, this is the emitter; on, once, off and their like return it', () => {
  sameAsNode((emitter, say) => {
    const listener = function () {
      say(`this is the emitter: ${this === emitter}`);
    };
    const methods = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'];
    for (const method of [...methods, 'off', 'removeListener', 'removeAllListeners']) {
      if (typeof emitter[method] !== 'function') throw new TypeError(`emitter.${method} is not a function`);
      say(`${method} returns it: ${emitter[method]('placed', listener) === emitter}`);
    }
    emitter.on('placed', listener).once('placed', listener);
    emitter.emit('placed');
  }, 'A listener looks at its this.');
});

test('once hears one event, and has been removed before it is called', () => {
  sameAsNode((emitter, say) => {
    emitter.once('placed', (id) => {
      say(`once ${id}`);
      emitter.emit('placed', `${id}-gift`);
    });
    emitter.on('placed', (id) => say(`on ${id}`));
    emitter.emit('placed', 'o-31');
    emitter.emit('placed', 'o-32');
    say(`${emitter.listenerCount('placed')} left`);
    emitter.once('paid', () => {
      throw new Error('out of paper');
    });
    try {
      emitter.emit('paid');
    } catch (error) {
      say(`caught ${error.message}`);
    }
    say(`emit: ${emitter.emit('paid')}`);
  }, 'A listener registered with once emits the same event again.');
});

test('a once that was called by an event within an event is not called by the outer one', () => {
  sameAsNode((emitter, say) => {
    emitter.on('placed', (id) => {
      say(`splitter ${id}`);
      if (id === 'o-35') emitter.emit('placed', 'o-35-b');
    });
    emitter.once('placed', (id) => say(`once ${id}`));
    emitter.emit('placed', 'o-35');
  }, 'The first listener emits placed again; the second was registered with once.');
});

test('off takes away one registration, the latest, and finds those of once', () => {
  sameAsNode((emitter, say) => {
    const a = () => say('a');
    const b = () => say('b');
    for (const listener of [a, b, a, b, a]) emitter.on('placed', listener);
    for (const listener of [a, b, a]) {
      emitter.off('placed', listener);
      say(`${emitter.listenerCount('placed')} left`);
      emitter.emit('placed');
    }
    emitter.once('placed', b);
    emitter.off('placed', b);
    emitter.emit('placed');
    emitter.off('placed', () => {}).off('paid', a);
    say(`${emitter.listenerCount('placed')} left, ${emitter.listenerCount('paid')} for paid`);
  }, 'a and b are registered as a b a b a, and then taken away again.');
});

test('prependListener and prependOnceListener go to the front', () => {
  sameAsNode((emitter, say) => {
    emitter.on('placed', () => say('a'));
    emitter.prependListener('placed', () => say('b'));
    emitter.prependOnceListener('placed', () => say('c'));
    emitter.once('placed', () => say('d'));
    emitter.prependListener('placed', () => say('e'));
    emitter.emit('placed');
    emitter.emit('placed');
  }, 'a is registered, b prepended, c prepended once, d registered once, e prepended.');
});

test('an emit goes to the list as it was when it began, whoever comes or leaves meanwhile', () => {
  for (const leaver of ['a', 'b', 'c', 'd']) {
    sameAsNode((emitter, say) => {
      const listeners = { a: () => say('a'), b: change, c: () => say('c'), d: () => say('d') };
      function change() {
        say('b');
        emitter.off('placed', listeners[leaver]);
        emitter.on('placed', () => say('latecomer'));
        emitter.prependListener('placed', () => say('early bird'));
      }
      for (const listener of Object.values(listeners)) emitter.on('placed', listener);
      emitter.emit('placed');
      say('second emit');
      emitter.emit('placed');
    }, `Of a, b, c and d, b takes ${leaver} away, registers a latecomer and prepends an early bird.`);
  }
  sameAsNode((emitter, say) => {
    emitter.on('placed', () => {
      say('a');
      emitter.removeAllListeners('placed');
    });
    emitter.on('placed', () => say('b'));
    emitter.once('placed', () => say('c'));
    say(`emit: ${emitter.emit('placed')}`);
    say(`emit: ${emitter.emit('placed')}`);
  }, 'a removes all listeners; b, and c with once, stand behind it.');
});

test('what a listener throws goes to the caller of emit, and the rest are skipped', () => {
  for (const thing of [new Error('out of paper'), new RangeError('too many'), 'a string', undefined]) {
    sameAsNode((emitter, say) => {
      emitter.on('placed', () => say('a'));
      emitter.on('placed', () => {
        throw thing;
      });
      emitter.on('placed', () => say('c'));
      try {
        emitter.emit('placed');
        say('emit returned');
      } catch (error) {
        say(`caught the very thing: ${error === thing}`);
      }
      say(`${emitter.listenerCount('placed')} left`);
    }, `The second of three listeners throws ${thing}.`);
  }
});

test('error without a listener is thrown, and with one it is an event like any other', () => {
  for (const value of [new Error('out of paper'), new RangeError('too many'), 'a string', undefined]) {
    sameAsNode((emitter, say) => {
      const attempt = () => {
        try {
          say(`emit: ${emitter.emit('error', value, 'o-51')}`);
        } catch (error) {
          say(
            value instanceof Error
              ? `threw the very error: ${error === value}`
              : `threw an Error: ${error instanceof Error}`,
          );
        }
      };
      attempt();
      emitter.on('error', (error, id) => say(`heard it with ${id}: ${error === value}`));
      attempt();
      emitter.removeAllListeners('error');
      attempt();
    }, `emit('error', ${value}) is called without a listener, with one, and without one again.`);
  }
});

test('any text, and any symbol, can be the name of an event', () => {
  for (const type of [
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '',
    'length',
    Symbol('placed'),
  ]) {
    sameAsNode(
      (emitter, say) => {
        say(`emit: ${emitter.emit(type)}, listeners: ${emitter.listenerCount(type)}`);
        emitter.on(type, (id) => say(`heard ${id}`));
        say(`emit: ${emitter.emit(type, 'o-61')}, listeners: ${emitter.listenerCount(type)}`);
        say(`names: ${emitter.eventNames().map(String).join(', ')}`);
        emitter.off(type, emitter.listeners(type)[0]);
        say(`names: ${emitter.eventNames().length}`);
      },
      `The event is named ${String(type) || 'by the empty text'}.`,
    );
  }
});

test('what is no function cannot listen', () => {
  for (const listener of [undefined, null, 'label', {}, 7]) {
    for (const method of ['on', 'once', 'prependListener', 'prependOnceListener']) {
      sameAsNode(
        (emitter, say) => {
          emitter.on('newListener', () => say('newListener'));
          try {
            emitter[method]('placed', listener);
            say('no error');
          } catch (error) {
            say(`caught: a TypeError: ${error instanceof TypeError}`);
          }
          say(`${emitter.listenerCount('placed')} listeners`);
        },
        `${method}('placed', ${listener === null ? 'null' : typeof listener}) is called.`,
      );
    }
  }
});

test('listeners, listenerCount and eventNames tell what is there', () => {
  sameAsNode((emitter, say) => {
    const a = () => say('a');
    const b = () => say('b');
    const tell = () => {
      say(`names: ${emitter.eventNames().join(', ')}`);
      for (const type of ['placed', 'paid', 'packed']) {
        const names = emitter.listeners(type).map((one) => (one === a ? 'a' : one === b ? 'b' : 'another'));
        say(`${type}: ${emitter.listenerCount(type)}, ${names.join(' ')}`);
      }
    };
    tell();
    emitter.on('placed', a).once('paid', b).on('placed', b).once('placed', a);
    tell();
    emitter.listeners('placed').pop();
    emitter.emit('paid');
    tell();
    emitter.off('placed', b);
    tell();
  }, 'a and b are registered, some of them with once.');
});

test('removeAllListeners takes those of one event, or all', () => {
  sameAsNode((emitter, say) => {
    for (const type of ['placed', 'paid', 'placed', 'packed']) emitter.on(type, () => say(type));
    emitter.removeAllListeners('placed');
    say(`names: ${emitter.eventNames().join(', ')}`);
    emitter.removeAllListeners('unknown');
    for (const type of ['placed', 'paid']) say(`emit: ${emitter.emit(type)}`);
    emitter.removeAllListeners();
    say(`names: ${emitter.eventNames().join(', ')}`);
    say(`emit: ${emitter.emit('packed')}`);
  }, 'placed has two listeners, paid and packed have one.');
});

test('a listener that comes is announced before it is there, and one that goes when it is gone', () => {
  sameAsNode((emitter, say) => {
    const a = () => say('a');
    const b = () => say('b');
    const names = new Map([
      [a, 'a'],
      [b, 'b'],
    ]);
    // For a once, Node now and then shows its wrapper, which has the function in its property listener.
    const nameOf = (one) => names.get(one) ?? names.get(one?.listener) ?? 'another';
    emitter.on('newListener', (type, one) => {
      say(`new: ${type} ${nameOf(one)}, so far ${emitter.listenerCount(type)}`);
    });
    emitter.on('removeListener', (type, one) => {
      say(`gone: ${type} ${nameOf(one)}, now ${emitter.listenerCount(type)}`);
    });
    emitter.on('placed', a).once('placed', b).prependListener('placed', a);
    emitter.emit('placed');
    emitter.emit('placed');
    emitter.off('placed', b).off('placed', a);
    emitter.once('placed', b);
    emitter.on('placed', b);
    emitter.off('placed', b);
    emitter.removeAllListeners('placed');
    say(`${emitter.listenerCount('placed')} left`);
  }, 'A listener of newListener and one of removeListener tell what they hear.');
});

/** A case that a seed makes: what is called from outside, and what each listener does when it is called. */
function drawCase(seed) {
  const dice = createDice(seed);
  const types = ['placed', 'paid', 'packed'];
  const methods = [
    'on',
    'addListener',
    'once',
    'prependListener',
    'prependOnceListener',
    'off',
    'removeListener',
    'emit',
    'emit',
    'emit',
    'removeAllListeners',
  ];
  const draw = (from) => ({ method: from[dice(from.length)], type: types[dice(3)], listener: dice(4) });
  return {
    steps: Array.from({ length: 22 }, () => draw(methods)),
    deeds: Array.from({ length: 4 }, () => (dice(2) === 0 ? [] : [draw(methods)])),
  };
}

test('in any order of calls, from outside and from listeners, nobody can tell it from the real one', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { steps, deeds } = drawCase(seed * 37);
    sameAsNode((emitter, say) => {
      let depth = 0;
      const carryOut = ({ method, type, listener }) => {
        if (depth > 3) return;
        depth += 1;
        if (typeof emitter[method] !== 'function') throw new TypeError(`emitter.${method} is not a function`);
        say(
          `${method} ${type}${method === 'emit' || method === 'removeAllListeners' ? '' : ` listener-${listener}`}`,
        );
        const result =
          method === 'emit'
            ? emitter.emit(type, depth)
            : emitter[method](type, listeners[listener]) === emitter;
        say(`${method} gives ${result}, ${type} has ${emitter.listenerCount(type)}`);
        depth -= 1;
      };
      const listeners = deeds.map((deed, index) => (value) => {
        say(`listener-${index} is called with ${value}`);
        deed.forEach(carryOut);
      });
      steps.forEach(carryOut);
    }, `Calls drawn by chance (${seed}).`);
  }
});
