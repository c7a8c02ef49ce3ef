process.on('exit', (code) => { console.log('exit', code, process.exitCode); process.exitCode = 9; setTimeout(() => console.log('never'), 0); Promise.resolve().then(() => console.log('never')); });
process.on('beforeExit', (code) => { console.log('beforeExit', code); if (!globalThis.again) { globalThis.again = true; setTimeout(() => console.log('one more'), 1); } });
process.exitCode = 3;
const timer = setInterval(() => console.log('never'), 5000); timer.unref();
setTimeout(() => console.log('last ref’d'), 5);
