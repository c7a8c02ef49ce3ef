/** The generated scripts as files under one folder, for pages that are served without the site's build. */
import type { EmbeddedAssets } from './assets.ts';
import type { EmbeddedScripts } from './build.ts';
import { PARTS, type PartName } from './parts.ts';

export interface ServedScripts {
  /** What the page is told. */
  assets: EmbeddedAssets;
  /** Path → text of what is to be served. */
  files: Record<string, string>;
}

/** `folder` begins and ends with a slash. */
export function serveFrom(folder: string, { core, parts, frame }: EmbeddedScripts): ServedScripts {
  const pathOf = (name: string): string => `${folder}embedded-${name}.js`;
  const files = { [pathOf('core')]: core };
  for (const name of PARTS) files[pathOf(name)] = parts[name];
  const partUrls = Object.fromEntries(PARTS.map((name) => [name, pathOf(name)])) as Record<PartName, string>;
  return { assets: { coreUrl: pathOf('core'), partUrls, frameScript: frame }, files };
}
