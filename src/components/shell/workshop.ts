/** Nothing for readers; who has joined a workshop gets its bar on every page, and who leads one a line of their own. */
import { JOB_ENDED, type JobEnded } from '#workbench/events.ts';
import { onEveryPage } from '#workbench/page-life.ts';

const JOINED = 'handbook:1:workshop';
const LEADS = 'handbook:1:workshop-leads';

const has = (key: string): boolean => {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
};

const attend = () => import('./attend-here.ts').then(({ attendHere }) => attendHere());
const lead = () => import('#workshop/client/start-instructor.tsx').then((module) => module.lead());
// The instructor's own page has more than that line.
const isLectern = () => location.pathname.endsWith('/workshop/instructor/');

onEveryPage(() => {
  if (has(JOINED)) void attend();
  if (has(LEADS) && !isLectern()) void lead();
});

document.addEventListener(JOB_ENDED, ({ detail }: CustomEventInit<JobEnded>) => {
  if (detail && has(JOINED)) void attend().then((attending) => attending.report(detail));
  if (detail && has(LEADS)) void lead().then((leading) => leading.report(detail));
});
