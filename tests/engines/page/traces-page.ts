import { tracesAsText } from './traces.ts';

Object.assign(globalThis, { tracesAsText });
