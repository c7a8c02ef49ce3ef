import { readFile } from 'node:fs';
const start = performance.now();
setTimeout(() => console.log('timer, late:', performance.now() - start > 250), 150);
readFile('main.mjs', () => {
  const from = performance.now();
  while (performance.now() - from < 300);
  console.log('callback of the file');
});
