import { isOtherBuild } from '#workbench/other-build.ts';
import { expect, test } from 'vitest';

const page = '/repo/_astro/PageScript.astro_astro_type_script_index_0_lang';

test.each([
  ['the same scripts', [`${page}.aaaa.js`], [`${page}.aaaa.js`], false],
  [
    'a script that the other page has besides',
    [`${page}.aaaa.js`],
    [`${page}.aaaa.js`, '/_astro/Lab.bbbb.js'],
    false,
  ],
  ['one script in another version', [`${page}.aaaa.js`, '/_astro/Lab.b.js'], [`${page}.cccc.js`], true],
  ['two pages of other folders', ['/_astro/index.astro_x.aaaa.js'], ['/_astro/index.astro_x.bbbb.js'], false],
  ['scripts of another place', ['/@vite/client'], ['/@vite/client'], false],
])('%s', (_what, here, next, expected) => {
  expect(isOtherBuild(here, next)).toBe(expected);
});
