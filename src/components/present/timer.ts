/** The speaker's clock: how long each section has taken, against the plan. Pure; times are milliseconds. */

export interface Timer {
  /** The section that is being presented. */
  section: string;
  /** Finished stretches, by section. */
  spent: Readonly<Record<string, number>>;
  /** When the stretch that runs now began; null while it rests. */
  since: number | null;
}

export const newTimer = (section: string): Timer => ({ section, spent: {}, since: null });

/** What has been running until now is booked on its section. */
function booked(timer: Timer, now: number): Timer {
  if (timer.since === null) return timer;
  const spent = { ...timer.spent, [timer.section]: spentIn(timer, timer.section, now) };
  return { ...timer, spent, since: now };
}

export const start = (timer: Timer, now: number): Timer => ({ ...booked(timer, now), since: now });

export const pause = (timer: Timer, now: number): Timer => ({ ...booked(timer, now), since: null });

/** The slides have moved, perhaps to another section. */
export const moveTo = (timer: Timer, section: string, now: number): Timer =>
  section === timer.section ? timer : { ...booked(timer, now), section };

export function spentIn({ section, spent, since }: Timer, wanted: string, now: number): number {
  const running = since !== null && wanted === section ? Math.max(now - since, 0) : 0;
  return (spent[wanted] ?? 0) + running;
}

export function spentInAll(timer: Timer, now: number): number {
  const sections = new Set([...Object.keys(timer.spent), timer.section]);
  return [...sections].reduce((sum, section) => sum + spentIn(timer, section, now), 0);
}

/**
 * How far behind the plan the room is; less than 0 when it is ahead. Sections before this one should be over, and this
 * one takes its minutes.
 * @param plan the sections in order, with their minutes
 */
export function behind(
  timer: Timer,
  plan: readonly { section: string; minutes: number }[],
  now: number,
): number {
  const here = plan.findIndex(({ section }) => section === timer.section);
  // The chapter's end, which has no minutes of its own, comes after all sections; its opening before them.
  const isOpening = timer.section === '';
  const before = here === -1 && !isOpening ? plan : plan.slice(0, Math.max(here, 0));
  const due = before.reduce((sum, { minutes }) => sum + minutes * 60_000, 0);
  const own = here === -1 ? 0 : (plan[here]?.minutes ?? 0) * 60_000;
  return spentInAll(timer, now) - due - Math.min(spentIn(timer, timer.section, now), own);
}

/** `3:07`, and `1:02:45` from an hour up. */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `on plan`, `4 min behind`, `2 min ahead`. */
export function planText(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  if (minutes === 0) return 'on plan';
  return `${minutes} min ${milliseconds > 0 ? 'behind' : 'ahead'}`;
}
