/** What `labs/<lab>/lab.ts` imports: the manifest's type, for the author's editor. */
import type { LabManifestInput } from './schema.ts';

/** Returns the manifest as it is; the catalogue checks it when it reads the lab. */
export function defineLab(manifest: LabManifestInput): LabManifestInput {
  return manifest;
}
