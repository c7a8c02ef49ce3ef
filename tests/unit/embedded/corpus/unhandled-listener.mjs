process.on('unhandledRejection', (reason, promise) => console.log('unhandled', reason?.message ?? reason, promise instanceof Promise));
process.on('rejectionHandled', () => console.log('handled later'));
process.on('warning', (w) => console.log(w.name));
const late = Promise.reject(new Error('late')); setTimeout(() => late.catch(() => {}), 5);
Promise.reject(1).finally(() => {}); (async () => { throw new Error('async'); })(); new Promise((_, r) => { r('a'); r('b'); });
const soon = Promise.reject('soon'); process.nextTick(() => soon.catch((x) => console.log('in time', x)));
Promise.all([Promise.reject('x'), Promise.reject('y')]).catch((x) => console.log('all', x)); Promise.any([Promise.reject('p')]).catch((x) => console.log(x.constructor.name, x.errors));
