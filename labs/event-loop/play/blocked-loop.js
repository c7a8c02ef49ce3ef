let beats = 0;
const heart = setInterval(() => {
  beats += 1;
  console.log(`beat ${beats}`);
  if (beats === 6) clearInterval(heart);
}, 10);

setTimeout(() => {
  const end = performance.now() + 80;
  let rounds = 0;
  while (performance.now() < end) rounds += 1;
  console.log('80 ms later');
}, 25);
