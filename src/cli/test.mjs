/** npm test: installs what is missing and runs every kind of test. */
import { launch } from './launch.mjs';

await launch('test.ts');
