process.on('uncaughtException', (error, origin) =>
  console.log(error.code ?? error.name, origin, error.message.slice(-30)),
);
Promise.reject('a string');
Promise.reject(undefined);
setTimeout(() => {
  Promise.reject({ an: 'object' });
}, 1);
