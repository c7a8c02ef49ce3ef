import { projectFiles, type ProjectSource } from '#lab/project.ts';
import type { ExerciseData } from '../data.ts';
import type { Model } from '../model.ts';
import { projectSource } from './source.ts';

/** Nothing that comes from here runs by itself: the reader presses or types. */
const CONFIGURATION = { '.stackblitzrc': `${JSON.stringify({ startCommand: false }, null, 2)}\n` };

/** The fields of StackBlitz's form, as developer.stackblitz.com/platform/api/post-api describes it. */
export function stackBlitzFields(source: ProjectSource): [name: string, value: string][] {
  const files = { ...projectFiles(source), ...CONFIGURATION };
  return [
    ['project[title]', `${source.title} · ${source.labTitle}`],
    [
      'project[description]',
      `An exercise of the handbook Event-Based Architectures in JavaScript: ${source.page}`,
    ],
    ['project[template]', 'node'],
    ...Object.entries(files).map(([path, text]): [string, string] => [`project[files][${path}]`, text]),
  ];
}

/** Posts the exercise to stackblitz.com in a new tab. */
export function openInStackBlitz(model: Model, data: ExerciseData): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `https://stackblitz.com/run?file=${encodeURIComponent(model.active.peek())}`;
  form.target = '_blank';
  form.rel = 'noopener';
  form.hidden = true;
  for (const [name, value] of stackBlitzFields(projectSource(model, data))) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
  model.announcement.value = 'StackBlitz opens in a new tab.';
}
