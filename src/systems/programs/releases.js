import { createBroker, createDatabase, createService, simulate } from '#kit/kit.ts';

const PATIENCE = 2000; // milliseconds after which the coordinator asks somebody else

/**
 * @param design 'chain': each part starts the next;
 *   'coordinator': one part knows what should have come
 */
export function releases({ load, latency, failure, replicas, design, seed }) {
  return simulate(start, { seed, latency, until: 20_000 });

  function start(sim) {
    const broker = createBroker(sim);
    const database = createDatabase(sim);
    const servers = createService(sim, { name: 'the servers', describe: ({ id }) => `deploy ${id}` });

    // So many times a minute somebody pushes.
    sim.process('team', async ({ process, sleep, random }) => {
      const { publish } = broker.connect(process);
      for (let n = 1; ; n += 1) {
        await sleep((120_000 * random()) / load);
        void publish('pushed', { id: `r-${n}`, release: `r-${n}` });
      }
    });

    // Each replica tests one release at a time, for 600 to 1,400 ms.
    for (let n = 1; n <= replicas; n += 1) {
      sim.process(`tests-${n}`, ({ process, sleep, random }) => {
        const { publish, subscribe } = broker.connect(process);
        return subscribe('pushed', { group: 'tests' }, async ({ message, ack }) => {
          const { release } = message;
          await sleep(600 + 800 * random());
          await publish('tested', { id: `${release}.tested`, release });
          await ack();
        });
      });
    }

    // Mia approves within 600 ms, if she does not forget it.
    sim.process('mia', ({ process, sleep, random }) => {
      const { publish, subscribe } = broker.connect(process);
      return subscribe('tested', { group: 'approvals', prefetch: 100 }, async ({ message, ack }) => {
        const { release } = message;
        await sleep(600 * random());
        if (100 * random() >= failure) await publish('approved', { id: `${release}.approved`, release });
        await ack();
      });
    });

    sim.process('deployments', ({ process, sleep }) => {
      const { subscribe } = broker.connect(process);
      const approved = database.connect(process);
      const deploy = servers.connect(process);
      return subscribe('approved', { group: 'deployments', prefetch: 100 }, async ({ message, ack }) => {
        const { release } = message;
        await approved.set(release, true);
        await sleep(200);
        await deploy({ id: release }, { idempotencyKey: release });
        await ack();
      });
    });

    if (design === 'chain') return;
    sim.process('coordinator', ({ process, sleep }) => {
      const { publish, subscribe } = broker.connect(process);
      const approved = database.connect(process);
      return subscribe('tested', { group: 'coordinator', prefetch: 100 }, async ({ message, ack }) => {
        const { release } = message;
        await sleep(PATIENCE);
        const isLate = !(await approved.get(release));
        if (isLate) await publish('approved', { id: `${release}.approved-by-deputy`, release });
        await ack();
      });
    });
  }
}
