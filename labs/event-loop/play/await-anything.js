async function wait(name, value) {
  console.log(`${name} asks`);
  await value;
  console.log(`${name} goes on`);
}

const thenable = {
  then(resolve) {
    resolve();
  },
};

wait('thenable', thenable);
wait('promise', Promise.resolve());
wait('number', 42);
console.log('the caller goes on');
