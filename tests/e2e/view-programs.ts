/** Programs whose runs a view draws, put in place of an exercise's own on its page. */
import { expect, type Locator, type Page } from 'playwright/test';
import { benchOn, type Bench } from './workbench-page.ts';

const EXERCISE = 'idempotent-consumer/01-comes-twice';

/** An order, two groups, a consumer that dies, and a message that nobody can handle. */
export const SHOP = `import { createBroker } from './kit.js';

const broker = createBroker();
await broker.subscribe('orders', { group: 'mail', consumer: 'mail' }, ({ ack }) => ack());
const first = await broker.subscribe('orders', { group: 'stock', consumer: 'stock-1', deadLetters: 'lost-property' }, () => {});
await broker.publish('orders', { id: 'o-1' });
await broker.publish('orders', { id: 'o-2' });
await broker.idle();
await first.crash();
await broker.subscribe('orders', { group: 'stock', consumer: 'stock-2' }, (delivery) =>
  delivery.message.id === 'o-2' ? delivery.nack({ requeue: false }) : delivery.ack());
await broker.idle();
`;

/** A thousand messages wait, and are then handled one by one. */
export const THOUSAND = `import { createBroker } from './kit.js';

const broker = createBroker();
const early = await broker.subscribe('orders', { group: 'stock', consumer: 'stock-1' }, () => {});
for (let n = 1; n <= 1000; n++) await broker.publish('orders', { id: 'o-' + n });
await broker.idle();
await early.crash();
await broker.subscribe('orders', { group: 'stock', consumer: 'stock-2' }, ({ ack }) => ack());
await broker.idle();
`;

/** A thousand events in two hundred streams, folded by a projection, now and then loaded for a command. */
export const THOUSAND_EVENTS = `import { createEventStore, createProjection, loadState } from './kit.js';

const store = createEventStore();
const account = { initialState: () => 0, decide: () => [], evolve: (sum, { points }) => sum + points };
const total = createProjection(store, { name: 'total', initialState: () => 0, apply: account.evolve });
for (let n = 0; n < 1000; n++) {
  const stream = 'c-' + (n % 200);
  store.append(stream, 'any', [{ type: 'PointsCredited', points: n }]);
  if (n % 5 === 0) loadState(store, account, stream);
  if (n % 10 === 0) total.catchUp();
}
total.catchUp();
`;

/** A schedule in which one message of a thousand is credited twice. */
export const THOUSAND_DELIVERIES = `import { createBus, createDatabase, explore } from './kit.js';

await explore({
  faults: { duplicate: 0.01 },
  mostFaults: 1,
  start(sim) {
    const db = createDatabase(sim);
    const bus = createBus(sim);
    sim.process('consumer', ({ process }) => {
      const own = db.connect(process);
      bus.subscribe(process, async ({ id }) => own.set(id, ((await own.get(id)) ?? 0) + 1));
    });
    for (let n = 1; n <= 1000; n++) bus.publish({ id: 'o-' + n });
    return db;
  },
  eventually: {
    'no order counts twice': (db) => db.keys().every((key) => db.peek(key) === 1) || 'One does.',
  },
}, { schedules: 20 });
`;

/** Channels with their subscribers, one of whom goes down; a message that nobody hears. */
export const CHANNELS = `import { trace } from './kit.js';

const hear = (message, queue, consumer) => trace({ type: 'MessageDelivered', message, queue, consumer, redelivered: false });
for (const consumer of ['stock', 'mail', 'reports']) trace({ type: 'ConsumerSubscribed', consumer, queue: 'orders' });
trace({ type: 'ConsumerSubscribed', consumer: 'mail', queue: 'returns' });
trace({ type: 'MessagePublished', message: 'o-1', to: 'orders' });
for (const consumer of ['stock', 'mail', 'reports']) hear('o-1', 'orders', consumer);
trace({ type: 'ConsumerLost', consumer: 'reports', queue: 'orders' });
trace({ type: 'MessagePublished', message: 'r-1', to: 'returns' });
hear('r-1', 'returns', 'mail');
trace({ type: 'MessagePublished', message: 'p-1', to: 'prices' });
trace({ type: 'MessageDropped', message: 'p-1', reason: 'nobody is subscribed' });
`;

/** Runs the program on the exercise's page, as if its lab had this view; gives the picture of it. */
export async function runWithView(
  page: Page,
  view: 'broker' | 'topology' | 'event-store' | 'schedule',
  program: string,
): Promise<{ bench: Bench; picture: Locator; slider: Locator }> {
  await page.route(`**/labs/${EXERCISE}/exercise.json`, async (route) => {
    const response = await route.fetch();
    const data = (await response.json()) as Record<string, object>;
    const starter = { ...data['starter'], 'main.js': program };
    await route.fulfill({ response, json: { ...data, view, starter, solution: starter } });
  });
  await page.goto(`labs/${EXERCISE}/`);
  const code = page.getByRole('button', { name: 'Code', exact: true });
  if (await code.isVisible()) await code.click();
  const bench = benchOn(page, EXERCISE);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  const picture = bench.root.locator('.stage, .es');
  await expect(picture).toBeVisible();
  return { bench, picture, slider: picture.getByRole('slider') };
}
