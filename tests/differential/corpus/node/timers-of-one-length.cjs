for (const name of ['a', 'b', 'c'])
  setTimeout(() => {
    console.log(name);
    process.nextTick(() => console.log('tick of', name));
    Promise.resolve().then(() => console.log('promise of', name));
  }, 30);
