/** npm run dev: the author's live server. */
import { launch } from './launch.mjs';

await launch('dev.ts');
