/** How an address that carries code is told from others, for scripts that must stay small. */

/** What such an address has behind the page's own. */
export const LINK_PREFIX = '#code=';

/** True if the page was opened with code in its address. */
export function isLinkOpen(): boolean {
  return location.hash.startsWith(LINK_PREFIX);
}

/** Takes the code out of the address: what is shown is no longer what came with it. */
export function forgetLink(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}
