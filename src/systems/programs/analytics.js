import { crashNowAndThen, createBroker, createService, simulate } from '#kit/kit.ts';

const WINDOW = 1000; // milliseconds
const SLACK = 500; // how far out of order views are expected

/**
 * @param design 'by book': the views of one book are in one partition;
 *   'in turn': they go round the partitions
 */
export function analytics({ load, latency, failure, replicas, design, seed }) {
  return simulate(start, { seed, latency, until: 20_000, restart: 1000 });

  function start(sim) {
    const broker = createBroker(sim, { partitions: 6 });
    const describe = ({ does, id }) => `${does} ${id}`;
    const totals = createService(sim, { name: 'the totals', describe });

    // So many pages a second are viewed. Half of the views are of one book, the bestseller.
    sim.process('shop', async ({ process, sleep, random, now }) => {
      const { publish } = broker.connect(process);
      for (let n = 1; ; n += 1) {
        await sleep((2000 * random()) / load);
        const book = random() < 0.5 ? 'bestseller' : `book-${Math.floor(40 * random())}`;
        const options = design === 'by book' ? { key: book } : {};
        void publish('views', { id: `v-${n}`, book, viewed: now() }, options);
      }
    });

    // Of each partition the counters have one member, which takes its views one by one.
    const counters = Array.from({ length: replicas }, (_, n) =>
      sim.process(`counter-${n + 1}`, ({ process, sleep, random }) => {
        const { subscribe } = broker.connect(process);
        const tell = totals.connect(process);
        let watermark = 0;
        return subscribe('views', { group: 'counters' }, async ({ message, ack }) => {
          const { id, viewed } = message;
          await sleep(20 + 40 * random());
          // A view whose window is closed already makes a correction of a total that has been shown.
          const end = viewed - (viewed % WINDOW) + WINDOW;
          await tell({ does: end <= watermark ? 'correct' : 'count', id });
          watermark = Math.max(watermark, viewed - SLACK);
          await ack();
        });
      }),
    );

    crashNowAndThen(sim, counters, failure);
  }
}
