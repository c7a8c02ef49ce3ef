const late = (name) => Promise.resolve().then(() => name);
Promise.all([1, late('all')]).then((v) => console.log('all', v.join()));
Promise.allSettled([late('x'), Promise.reject(new Error('no'))]).then((v) =>
  console.log(v.map((r) => r.status).join()),
);
Promise.race([late('slow'), 'fast']).then((v) => console.log('race', v));
Promise.any([Promise.reject(new Error('no')), late('any')]).then((v) => console.log(v));
Promise.any([]).catch((error) => console.log(error.constructor.name));
Promise.all([]).then(() => console.log('all of nothing'));
Promise.race([]).then(() => console.log('never'));
