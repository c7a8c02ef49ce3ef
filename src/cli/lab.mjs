/** npm run lab: lists, checks, verifies and starts exercises. */
import { launch } from './launch.mjs';

await launch('lab/main.ts');
