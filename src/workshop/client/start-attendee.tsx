/** Puts the attendee's bar into a page, and tells the room what is done in the page's workbenches. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { lockSolutions } from '../solutions-lock.ts';
import barStyles from './bar.css?inline';
import { Bar } from './Bar.tsx';
import { benchOf, updateShownCode } from '../to-workbench.ts';
import { newsOf, type News } from './news.ts';
import { hasJoined, local } from './place.ts';
import { createRoomClient, type RoomClient } from './room-client.ts';

export interface Attending {
  /** What the page's workbench has come to; mirrored if its author has agreed. */
  report(work: Work): void;
}

/** What a workbench says when a run or a check has ended. */
export interface Work {
  exercise: string;
  state: 'ran' | 'failed' | 'passed';
  failing: string | null;
  files: Readonly<Record<string, string>>;
}

export interface AttendOptions {
  /** Hands over all code of this browser; resolves with a sentence about it. */
  takeAlong: () => Promise<string>;
}

let attending: Attending | undefined;

/** Once for a page's life, however often it is asked for. */
export function attend(options: AttendOptions): Attending {
  attending ??= begin(options);
  return attending;
}

function begin({ takeAlong }: AttendOptions): Attending {
  const client = createRoomClient('attendee', local);
  const news = signal<News | null>(null);
  client.onFact((fact) => (news.value = newsOf(fact) ?? news.peek()));
  // What the past has in it is not known yet while the page connects: until then the lock is what it was.
  const unlock = effect(() => {
    const { phase, solutionsLocked } = client.session.value;
    if (phase !== 'before') lockSolutions(phase === 'open' && solutionsLocked);
  });
  client.onFact((fact) => {
    const isNews = client.link.peek() === 'live';
    if (fact.type === 'CodeShown' && isNews) updateShownCode(benchOf(fact.exercise), fact.files);
  });
  const place = document.createElement('div');
  let exercise: string | null = null;
  // With the script, not with the page: readers get neither.
  const style = document.createElement('style');
  style.textContent = barStyles;
  document.head.append(style);
  document.body.append(place);
  // Where a page takes the place of another without a load, its body is another one.
  document.addEventListener('astro:after-swap', () => {
    document.head.append(style);
    document.body.append(place);
  });
  const end = () => {
    client.close();
    unlock();
    lockSolutions(false);
    render(null, place);
    place.remove();
    attending = undefined;
  };
  render(
    <Bar client={client} news={news} exercise={() => exercise} takeAlong={takeAlong} onGone={end} />,
    place,
  );
  return {
    report(work) {
      exercise = work.exercise;
      if (hasJoined()) void tell(client, work).catch(() => {});
    },
  };
}

async function tell(client: RoomClient, { exercise, state, failing, files }: Work): Promise<void> {
  const me = () => {
    const you = client.you.peek();
    return you?.role === 'attendee' ? client.session.peek().attendees.get(you.attendee) : undefined;
  };
  const reported = client.send({
    type: 'ReportProgress',
    exercise,
    state,
    failing: failing?.slice(0, 300) ?? null,
  });
  // Both wait in this browser from now on, so that no lost connection and no next page comes between them; who has
  // agreed to what is not known while a page connects for the first time.
  if (!me()) await reported;
  const mirrored = me()?.mirrors ? client.send({ type: 'MirrorCode', exercise, files }) : undefined;
  await Promise.all([reported, mirrored]);
}
