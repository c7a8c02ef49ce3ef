import { crashNowAndThen, createBroker, createService, simulate } from '#kit/kit.ts';

const WRITE = 10; // milliseconds that a worker takes for one timeline
const FOLLOWERS = { star: 60, other: 3 };

/**
 * @param design 'push': a post is written into each follower’s timeline;
 *   'pull': the star’s is written once
 */
export function feeds({ load, latency, failure, replicas, design, seed }) {
  return simulate(start, { seed, latency, until: 20_000, restart: 1000 });

  function start(sim) {
    const broker = createBroker(sim);
    const timelines = createService(sim, { name: 'the timelines', describe: ({ id }) => `show ${id}` });

    // So many posts a second are written; every fifth is the star’s, and soon has a reply.
    sim.process('app', async ({ process, sleep, random }) => {
      const { publish } = broker.connect(process);
      async function reply(n) {
        await sleep(200 + 200 * random());
        void publish('posts', { id: `r-${n}`, author: 'other' });
      }
      for (let n = 1; ; n += 1) {
        await sleep((2000 * random()) / load);
        const author = n % 5 === 0 ? 'star' : 'other';
        void publish('posts', { id: `p-${n}`, author });
        if (author === 'star') void reply(n);
      }
    });

    // Each worker takes one post at a time, and writes it wherever it has to be.
    const workers = Array.from({ length: replicas }, (_, n) =>
      sim.process(`worker-${n + 1}`, ({ process, sleep }) => {
        const { subscribe } = broker.connect(process);
        const show = timelines.connect(process);
        return subscribe('posts', { group: 'fan-out' }, async ({ message, ack }) => {
          const isPulled = design === 'pull' && message.author === 'star';
          const lists = isPulled ? 1 : FOLLOWERS[message.author];
          await sleep(WRITE * lists);
          await show({ id: message.id });
          await ack();
        });
      }),
    );

    // Search hears of every post, and holds nobody up.
    sim.process('search', ({ process, sleep }) => {
      const { subscribe } = broker.connect(process);
      return subscribe('posts', { group: 'search', prefetch: 100 }, async ({ ack }) => {
        await sleep(20);
        await ack();
      });
    });

    crashNowAndThen(sim, workers, failure);
  }
}
