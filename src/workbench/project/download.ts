import { projectName } from '#lab/project.ts';
import type { ExerciseData } from '../data.ts';
import type { Model } from '../model.ts';
import { saveFile } from '../view/files.ts';
import { projectSource } from './source.ts';
import { zipProject } from './zip.ts';

/** Hands the browser the exercise as a zip file to save. */
export function downloadProject(model: Model, data: ExerciseData): void {
  const name = `${projectName(data)}.zip`;
  const bytes = zipProject(projectSource(model, data));
  saveFile(name, new Blob([bytes], { type: 'application/zip' }));
  model.announcement.value = `${name} has been given to your browser to save.`;
}
