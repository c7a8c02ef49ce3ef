const frame = () => new Promise(requestAnimationFrame);
(async () => {
  for (let i = 1; i <= 3; i++) {
    const time = await frame();
    console.log('frame', i, typeof time);
  }
})();
