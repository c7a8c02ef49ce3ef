/** Everything that a learner can do here, by name: for the list of commands and the help with its keys. */
import { KEYS, type Keys } from './keys.ts';
import type { Actions, Model } from './model.ts';
import type { ExerciseData } from './data.ts';

export interface Command {
  id: string;
  label: string;
  keys?: Keys;
  act: () => void;
}

export interface CommandContext {
  model: Model;
  data: ExerciseData;
  actions: Actions;
}

/** What can be done now, the most usual first. */
export function commandsOf(context: CommandContext): Command[] {
  return [...jobs(context), ...code(context), ...sharing(context), ...runtimes(context), ...places(context)];
}

function jobs({ model, data, actions }: CommandContext): Command[] {
  const hasChecks = data.checkNames.length > 0;
  const isBusy = model.bench.peek().activity.kind !== 'idle';
  const hints = model.hintsShown.peek();
  return [
    { id: 'run', label: isBusy ? 'Stop and run again' : 'Run', keys: KEYS.run, act: actions.run },
    ...(hasChecks ? [{ id: 'check', label: 'Check', keys: KEYS.check, act: actions.check }] : []),
    ...(isBusy ? [{ id: 'stop', label: 'Stop', act: actions.stop }] : []),
    ...(hints < data.hints.length
      ? [{ id: 'hint', label: hints === 0 ? 'Show a hint' : 'Show the next hint', act: actions.nextHint }]
      : []),
  ];
}

function code({ model, data, actions }: CommandContext): Command[] {
  const active = model.active.peek();
  const files = Object.keys(model.files.peek()).filter((path) => path !== active);
  const isMine = model.shown.peek() === 'mine';
  return [
    { id: 'edit', label: 'Edit the code', act: () => actions.edit() },
    ...files.map((path) => ({ id: `open ${path}`, label: `Go to ${path}`, act: () => actions.open(path) })),
    { id: 'compare', label: 'Compare mine, starter and solution …', act: () => actions.showPanel('compare') },
    { id: 'history', label: 'History of my code …', act: () => actions.showPanel('history') },
    ...(isMine ? [] : [{ id: 'mine', label: 'Look at my code', act: () => actions.compare('mine') }]),
    ...(data.checkNames.length === 0
      ? data.play.map(({ id, title }) => ({
          id: `play ${id}`,
          label: `Begin with “${title}”`,
          act: () => actions.beginWith(id),
        }))
      : [
          { id: 'starter', label: 'Look at the starter', act: () => actions.compare('starter') },
          { id: 'solution', label: 'Look at the solution', act: () => actions.compare('solution') },
        ]),
    { id: 'reset', label: 'Reset to the starter', act: actions.reset },
    ...(model.linked.peek() === null
      ? []
      : [
          { id: 'leave-link', label: 'Back to my version, away from the link’s', act: actions.leaveLink },
          { id: 'keep-link', label: 'Keep the link’s code as mine', act: actions.keepLinked },
        ]),
  ];
}

function elsewhere(actions: Actions): Command[] {
  return [
    { id: 'download', label: 'Download as a Node project', act: actions.download },
    { id: 'stackblitz', label: 'Open in StackBlitz (leaves this site)', act: actions.openInStackBlitz },
  ];
}

function traces(actions: Actions, isDrawn: boolean): Command[] {
  return [
    ...(isDrawn
      ? [
          { id: 'view', label: 'Look at the picture of the run', act: () => actions.showPane('view') },
          { id: 'save-trace', label: 'Save the trace as a file', act: actions.saveTrace },
        ]
      : []),
    { id: 'open-trace', label: 'Open a trace from a file …', act: actions.openTrace },
  ];
}

function sharing({ model: { face, picture }, data, actions }: CommandContext): Command[] {
  const hasChecks = data.checkNames.length > 0;
  return [
    ...(face.view === null ? [] : traces(actions, picture.peek().kind === 'drawn')),
    { id: 'share', label: 'Share a link to this code …', act: () => actions.showPanel('share') },
    ...(hasChecks ? elsewhere(actions) : []),
    { id: 'shortcuts', label: 'Keys …', keys: KEYS.shortcuts, act: () => actions.showPanel('shortcuts') },
  ];
}

function runtimes({ model, actions }: CommandContext): Command[] {
  const { pin } = model.engine.peek();
  const choices = [
    { to: null, id: 'runtime-any', label: 'Runtime: choose for me' },
    { to: 'embedded', id: 'runtime-embedded', label: 'Runtime: built-in' },
    { to: 'webcontainer', id: 'runtime-webcontainer', label: 'Runtime: WebContainer' },
  ] as const;
  return choices
    .filter(({ to }) => to !== pin)
    .map(({ to, id, label }) => ({ id, label, act: () => actions.pinEngine(to) }));
}

function places({ data }: CommandContext): Command[] {
  const { page, previous, next, chapter } = data.links;
  const go = (address: string) => () => location.assign(address);
  const isHere = new URL(page, location.href).pathname === location.pathname;
  return [
    ...(isHere ? [] : [{ id: 'full', label: 'Go to this lab in full screen', act: go(page) }]),
    ...(next === null ? [] : [{ id: 'next', label: 'Go to the next exercise', act: go(next) }]),
    ...(previous === null
      ? []
      : [{ id: 'previous', label: 'Go to the previous exercise', act: go(previous) }]),
    { id: 'chapter', label: 'Go to the chapter', act: go(chapter) },
  ];
}
