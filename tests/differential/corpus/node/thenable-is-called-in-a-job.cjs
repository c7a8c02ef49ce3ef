const thenable = {
  get then() {
    console.log('looked at');
    return (resolve) => {
      console.log('called');
      resolve('value');
    };
  },
};
Promise.resolve(thenable).then(console.log);
console.log('main');
queueMicrotask(() => console.log('microtask'));
