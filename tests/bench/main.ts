/**
 * Measures what a reader waits for, on the built site in Chromium, and compares it with `baseline.json`. It gives no
 * verdict, because times depend on what else the machine does; it marks what is more than 1.5 times worse.
 * `--rounds N` sets how many pages are opened (default 7); `--only reader` measures the groups whose title has that word;
 * `--save` makes all that was measured the baseline.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { launchChromium } from '../support/chromium.ts';
import { startSite } from '../support/site-server.ts';
import { measureBrokers } from './brokers.ts';
import { calibrate } from './calibration.ts';
import { measureCursor } from './cursor.ts';
import { measureEventLoop } from './event-loop.ts';
import { measureEventStore } from './event-store.ts';
import { type Figure, line, median, readBaseline, saveBaseline } from './figures.ts';
import { measureFlood } from './flood.ts';
import { measureReader } from './reader.ts';
import { compareRuntimes } from './runtimes.ts';
import { measureSchedules } from './schedules.ts';
import { measureScripts } from './scripts.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
    save: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds is how many pages are opened, from 1 up, and not “${values.rounds}”.`);
}

if (values.only && values.save)
  throw new RangeError('A baseline is of all groups: --save goes without --only.');

interface Group {
  title: string;
  measure(): Promise<{ figures: Figure[]; notes?: string[] }>;
}

const load = (): string => `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`;
const baseline = readBaseline();
const server = await startSite();
const browser = await launchChromium();
const site = server.url;
const groups: Group[] = [
  { title: 'Runtime scripts', measure: async () => ({ figures: await measureScripts(browser, site) }) },
  { title: 'A reader waits', measure: async () => ({ figures: await measureReader(browser, site, rounds) }) },
  { title: 'Console flood', measure: async () => ({ figures: await measureFlood(browser, site, rounds) }) },
  { title: 'Trace', measure: async () => ({ figures: await measureCursor(browser) }) },
  {
    title: 'The picture of the event loop',
    measure: async () => ({ figures: await measureEventLoop(browser, site, rounds) }),
  },
  { title: 'Simulated brokers: 100,000 messages', measure: () => measureBrokers(browser) },
  { title: 'Schedules and events of the simulator', measure: () => measureSchedules(browser) },
  { title: 'Event store, in Node', measure: measureEventStore },
  { title: 'Programs of tests/unit/embedded/corpus', measure: () => compareRuntimes(browser) },
];
const wanted = groups.filter(({ title }) => title.toLowerCase().includes(values.only.toLowerCase()));
try {
  if (wanted.length === 0)
    throw new RangeError(`--only ${values.only}: there are ${groups.map(({ title }) => title).join('; ')}.`);
  console.log(`Chromium ${browser.version()}; medians of ${rounds}; ${load()}.`);
  const loops = await calibrate(browser);
  const measured = [];
  for (const { title, measure } of wanted) {
    console.log(`Measuring: ${title} …`);
    measured.push({ title, ...(await measure()) });
    loops.push(...(await calibrate(browser)));
  }
  // Between all groups, and the median of all: one moment's load would bend every ratio of its group.
  const loopMs = median(loops);
  const withLoop = (figure: Figure): Figure => (figure.unit === 'ms' ? { ...figure, loopMs } : figure);
  console.log(
    '\nLast column: times worse than the baseline, in multiples of the fixed loop where it is a time.',
  );
  for (const { title, figures, notes = [] } of measured) {
    console.log(`\n${title}`);
    for (const figure of figures) console.log(line(withLoop(figure), baseline));
    for (const note of notes) console.log(`  ${note}`);
  }
  console.log(
    `\nThe fixed loop took ${loopMs.toFixed(0)} ms (${Math.min(...loops).toFixed(0)}–${Math.max(...loops).toFixed(0)}); at the end: ${load()}.`,
  );
  if (values.save) {
    saveBaseline(measured.flatMap(({ figures }) => figures.map(withLoop)));
    console.log('Saved as tests/bench/baseline.json.');
  }
} finally {
  await browser.close();
  await server.close();
}
