/** Sentences about files that the container has changed. Pure. */
import type { LeftOut } from '#runtime/webcontainer/folder-files.ts';

export function changedInContainer(path: string, conflict: boolean): string {
  return conflict
    ? `${path} was changed in the container while you were changing it here. The container’s version is shown; yours is under “Earlier versions” in the menu “More”.`
    : `${path} was changed in the container. Your own version is under “Earlier versions” in the menu “More”.`;
}

export function deletedInContainer(path: string): string {
  return `${path} was deleted in the container. It stays here, and goes back there as soon as you change it.`;
}

export function leftInContainer(path: string, why: LeftOut): string {
  const reasons: Record<LeftOut, string> = {
    binary: 'it is not a text',
    'too-large': 'it is larger than 100 kB',
    'too-many': 'there are too many files for the editor',
  };
  return `${path} stays in the container only: ${reasons[why]}.`;
}
