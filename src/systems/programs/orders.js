import { crashNowAndThen, createBroker, createDatabase, createService, simulate } from '#kit/kit.ts';

const PATIENCE = 1500; // milliseconds after which an order is given up
const UNDO = { StockReserved: 'release', CardCharged: 'refund' };

/**
 * @param design 'remembers': a yes that comes after the end is answered, too;
 *   'forgets': nobody hears it
 */
export function orders({ load, latency, failure, replicas, design, seed }) {
  return simulate(start, { seed, latency, until: 20_000, restart: 1000 });

  function start(sim) {
    const broker = createBroker(sim);
    const database = createDatabase(sim);
    const describe = ({ does, id }) => `${does} ${id}`;
    const warehouse = createService(sim, { name: 'the warehouse', describe });

    // So many orders a second are placed.
    sim.process('shop', async ({ process, sleep, random }) => {
      const { publish } = broker.connect(process);
      for (let n = 1; ; n += 1) {
        await sleep((2000 * random()) / load);
        void publish('orders', { id: `o-${n}` });
      }
    });

    /** Takes orders, and answers yes after so many milliseconds. */
    function startAnswering(name, group, prefetch, type, ms) {
      return sim.process(name, ({ process, sleep, random }) => {
        const { publish, subscribe } = broker.connect(process);
        return subscribe('orders', { group, prefetch }, async ({ message, ack }) => {
          await sleep(ms + ms * random());
          await publish('answers', { id: `${message.id}.${type}`, order: message.id, type });
          await ack();
        });
      });
    }

    // Stock serves many orders at a time, each replica of billing one.
    startAnswering('stock', 'stock', 100, 'StockReserved', 50);
    const billing = Array.from({ length: replicas }, (_, n) =>
      startAnswering(`billing-${n + 1}`, 'billing', 1, 'CardCharged', 250),
    );

    // The process manager waits for both answers, but not for ever.
    const manager = sim.process('manager', async ({ process, sleep }) => {
      const { subscribe } = broker.connect(process);
      const known = database.connect(process);
      const ask = warehouse.connect(process);
      const act = (does, id) => ask({ does, id }, { idempotencyKey: `${does} ${id}` });

      /** How the order ends: whoever comes first decides, for good. */
      async function settle(order, how) {
        await known.insert(`end ${order}`, how);
        return known.get(`end ${order}`);
      }

      await subscribe('answers', { group: 'answers', prefetch: 100 }, async ({ message, ack }) => {
        const { order, type } = message;
        await known.set(`${order} ${type}`, true);
        const isReady = (await known.keys(`${order} `)).length === 2;
        const end = isReady ? await settle(order, 'ship') : await known.get(`end ${order}`);
        if (end === 'ship') await act('ship', order);
        if (end === 'cancel' && design === 'remembers') await act(UNDO[type], order);
        await ack();
      });

      await subscribe('orders', { group: 'deadlines', prefetch: 1000 }, async ({ message, ack }) => {
        const order = message.id;
        await sleep(PATIENCE);
        if ((await settle(order, 'cancel')) === 'cancel') {
          await act('cancel', order);
          const heard = await known.keys(`${order} `);
          for (const key of heard) await act(UNDO[key.split(' ')[1]], order);
        }
        await ack();
      });
    });

    crashNowAndThen(sim, [...billing, manager], failure);
  }
}
