/** npm start: installs what is missing, builds the site and serves it. */
import { launch } from './launch.mjs';

await launch('start.ts');
