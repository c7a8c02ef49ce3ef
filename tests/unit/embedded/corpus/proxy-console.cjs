const trap = new Proxy(
  { a: 1 },
  {
    get() {
      throw new Error('trap');
    },
    ownKeys() {
      throw new Error('trap');
    },
  },
);
console.log(trap);
const getters = {
  get bad() {
    throw new Error('getter');
  },
  ok: 1,
};
console.log(getters);
console.log(
  {
    toString() {
      throw new Error('no');
    },
  },
  [
    Object.create({
      get constructor() {
        throw new Error('no');
      },
    }),
  ].length,
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();
console.log(revoked.proxy);
