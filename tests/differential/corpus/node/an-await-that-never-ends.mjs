console.log('before');
setTimeout(() => console.log('timer'), 20);
await new Promise(() => {});
console.log('never');
