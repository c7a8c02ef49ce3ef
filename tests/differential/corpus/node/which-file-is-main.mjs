// The file that the program begins with knows it.
console.log(import.meta.main, import.meta.filename.endsWith('main.mjs'));
const again = await import(import.meta.url);
console.log(Object.keys(again).length);
