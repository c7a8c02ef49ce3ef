/** What the embedded runtime has of Node, as the book's build asks for it. */
import { absentExports, absentGlobals, presentModules } from './core/node-modules.ts';

export const embeddedNode = { modules: [...presentModules], absentExports, absentGlobals };
