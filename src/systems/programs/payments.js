import { crashNowAndThen, createBroker, createDatabase, createService, simulate } from '#kit/kit.ts';

/**
 * @param design 'key': the ledger knows each payment by a key, and posts it once;
 *   'no key': it posts what it is told
 */
export function payments({ load, latency, failure, replicas, design, seed }) {
  return simulate(start, { seed, latency, until: 20_000, restart: 1000 });

  function start(sim) {
    const broker = createBroker(sim);
    const database = createDatabase(sim);
    const ledger = createService(sim, { name: 'the ledger', describe: ({ id }) => `post ${id}` });

    // So many payments a second are begun.
    sim.process('shop', async ({ process, sleep, random }) => {
      const { publish } = broker.connect(process);
      for (let n = 1; ; n += 1) {
        await sleep((2000 * random()) / load);
        void publish('payments', { id: `p-${n}` });
      }
    });

    // The card’s bank sets the money aside. It serves many at a time.
    sim.process('bank', ({ process, sleep }) => {
      const { publish, subscribe } = broker.connect(process);
      return subscribe('payments', { group: 'bank', prefetch: 100 }, async ({ message, ack }) => {
        await sleep(80);
        await publish('answers', { id: `${message.id}.held`, payment: message.id, type: 'FundsHeld' });
        await ack();
      });
    });

    // The fraud check thinks for 200 to 400 ms. Each replica checks one payment at a time.
    const checks = Array.from({ length: replicas }, (_, n) =>
      sim.process(`fraud-${n + 1}`, ({ process, sleep, random }) => {
        const { publish, subscribe } = broker.connect(process);
        return subscribe('payments', { group: 'fraud' }, async ({ message, ack }) => {
          await sleep(200 + 200 * random());
          await publish('answers', {
            id: `${message.id}.cleared`,
            payment: message.id,
            type: 'FraudCleared',
          });
          await ack();
        });
      }),
    );

    // Waits for both answers, whichever comes first, and has the ledger post the payment.
    const posting = sim.process('posting', ({ process }) => {
      const { subscribe } = broker.connect(process);
      const heard = database.connect(process);
      const post = ledger.connect(process);
      return subscribe('answers', { group: 'posting', prefetch: 100 }, async ({ message, ack }) => {
        const { payment, type } = message;
        await heard.set(`${payment} ${type}`, true);
        const answers = await heard.keys(`${payment} `);
        if (answers.length === 2) {
          await post({ id: payment }, design === 'key' ? { idempotencyKey: payment } : {});
        }
        await ack();
      });
    });

    crashNowAndThen(sim, [...checks, posting], failure);
  }
}
