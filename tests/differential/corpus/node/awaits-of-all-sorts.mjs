const follow = async (name, value) => {
  console.log(name, 'starts');
  await value;
  console.log(name, 'goes on');
};
follow('undefined');
follow('promise', Promise.resolve());
follow('thenable', { then: (resolve) => resolve() });
follow('async result', (async () => {})());
follow('number', 3);
Promise.resolve()
  .then(() => console.log(1))
  .then(() => console.log(2))
  .then(() => console.log(3));
