// From the main program nobody knows which comes first …
setTimeout(() => console.log('timer'), 0);
setImmediate(() => console.log('immediate'));

// … but in a callback of the loop it is always the same one.
setTimeout(() => {
  setTimeout(() => console.log('inner timer'), 0);
  setImmediate(() => console.log('inner immediate'));
}, 20);
