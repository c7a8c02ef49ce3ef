setTimeout(() => console.log('timeout'), 10);
requestAnimationFrame(() => console.log('frame'));
