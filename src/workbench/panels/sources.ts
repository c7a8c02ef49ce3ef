/** Whose files can be compared, by name. */
import type { FileMap } from '#lab/model.ts';
import type { ExerciseData } from '../data.ts';
import type { Model } from '../model.ts';
import { momentName } from '../sentences.ts';

export interface Source {
  id: string;
  name: string;
  files: FileMap;
}

export function sourcesOf(model: Model, data: ExerciseData): Source[] {
  const linked = model.linked.peek();
  const shown = model.instructors.peek();
  const mine = { id: 'mine', name: linked === null ? 'Mine' : 'The link’s code', files: model.files.peek() };
  return [
    mine,
    ...(linked === null ? [] : [{ id: 'own', name: 'Mine', files: linked.mine }]),
    { id: 'starter', name: 'Starter', files: data.starter },
    ...(model.solutionLocked.peek()
      ? []
      : [{ id: 'solution', name: 'Solution', files: { ...data.starter, ...data.solution } }]),
    ...(shown === null
      ? []
      : [{ id: 'instructor', name: 'The instructor’s', files: { ...data.starter, ...shown } }]),
    ...model.versions.peek().map((version, index) => ({
      id: `version-${String(index)}`,
      name: `Mine of ${momentName(version.at)}`,
      files: { ...data.starter, ...version.files },
    })),
  ];
}
