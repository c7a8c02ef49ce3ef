/** What the page needs of the generated scripts; `virtual:embedded-runtime` exports these three names. */
export interface EmbeddedAssets {
  /** Url of the worker's script. Fetched when the runtime is first prepared. */
  coreUrl: string;
  /** Url of the part for checks. Fetched before the first check. */
  checksUrl: string;
  /** Text of the frame's script; small, so it comes with the page's own code. */
  frameScript: string;
}
