import type { PartName } from './parts.ts';

/** What the page needs of the generated scripts; `virtual:embedded-runtime` exports these names. */
export interface EmbeddedAssets {
  /** Url of the worker's script. Fetched when the runtime is first prepared. */
  coreUrl: string;
  /** Urls of the parts that only some programs need. Each is fetched before the first program that needs it. */
  partUrls: Readonly<Record<PartName, string>>;
  /** Text of the frame's script; small, so it comes with the page's own code. */
  frameScript: string;
}
