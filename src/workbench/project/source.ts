import type { ProjectSource } from '#lab/project.ts';
import type { ExerciseData } from '../data.ts';
import type { Model } from '../model.ts';

/** The project of what the workbench shows. */
export function projectSource(model: Model, data: ExerciseData): ProjectSource {
  return { ...data, files: model.files.peek(), page: new URL(data.links.page, location.href).href };
}
