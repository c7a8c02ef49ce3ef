import type { BrowserKind } from '../support/other-browsers/other-browser.ts';
import { firefox } from '../support/other-browsers/firefox.ts';
import { webkit } from '../support/other-browsers/webkit.ts';

export const OTHER_BROWSERS: readonly BrowserKind[] = [firefox, webkit];
