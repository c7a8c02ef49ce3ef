import { crashNowAndThen, createBroker, createService, simulate } from '#kit/kit.ts';

/**
 * @param design 'at least once': acknowledged when it is stored;
 *   'at most once': acknowledged when it has come
 */
export function telemetry({ load, latency, failure, replicas, design, seed }) {
  return simulate(start, { seed, latency, until: 20_000, restart: 1000 });

  function start(sim) {
    const broker = createBroker(sim);
    const store = createService(sim, { name: 'the store', describe: ({ id }) => `store ${id}` });
    const phone = createService(sim, { name: 'the keeper', describe: ({ id }) => `warn ${id}` });

    // So many sensors measure the humidity, each every two seconds.
    sim.process('gateway', ({ process, sleep, random }) => {
      const { publish } = broker.connect(process);
      async function measure(sensor) {
        await sleep(2000 * random());
        for (let n = 1; ; n += 1) {
          void publish('humidity', { id: `s${sensor}-${n}`, percent: 40 + 30 * random() });
          await sleep(2000);
        }
      }
      for (let sensor = 1; sensor <= load; sensor += 1) void measure(sensor);
    });

    // Storing a measurement takes 60 to 140 ms. Each replica stores one at a time.
    const storage = Array.from({ length: replicas }, (_, n) =>
      sim.process(`storage-${n + 1}`, ({ process, sleep, random }) => {
        const { subscribe } = broker.connect(process);
        const write = store.connect(process);
        return subscribe('humidity', { group: 'storage' }, async ({ message, ack }) => {
          if (design === 'at most once') await ack();
          await sleep(60 + 80 * random());
          await write({ id: message.id });
          if (design === 'at least once') await ack();
        });
      }),
    );

    // Alerts listens, too, and calls the keeper when books are in danger.
    sim.process('alerts', ({ process }) => {
      const { subscribe } = broker.connect(process);
      const warn = phone.connect(process);
      return subscribe('humidity', { group: 'alerts', prefetch: 100 }, async ({ message, ack }) => {
        if (message.percent > 69) await warn({ id: message.id }, { idempotencyKey: message.id });
        await ack();
      });
    });

    crashNowAndThen(sim, storage, failure);
  }
}
