let left = 200;

setTimeout(() => console.log('the timer, at last'), 1);

function again() {
  left -= 1;
  if (left === 0) console.log('no next tick is left');
  else process.nextTick(again);
}

console.log('the timer is due in 1 ms');
again();
