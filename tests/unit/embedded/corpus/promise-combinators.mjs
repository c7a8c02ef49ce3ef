const later = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));
const fails = (ms, message) =>
  later(ms).then(() => {
    throw new Error(message);
  });
console.log(await Promise.all([later(3, 'a'), 'b', later(1, 'c')]));
console.log((await Promise.allSettled([later(1, 'ok'), fails(2, 'no')])).map((r) => r.status));
console.log(await Promise.race([later(5, 'slow'), later(2, 'fast')]));
console.log(await Promise.any([fails(1, 'first'), later(2, 'second')]));
try {
  await Promise.any([fails(1, 'x'), fails(2, 'y')]);
} catch (error) {
  console.log(
    error.constructor.name,
    error.message,
    error.errors.map((e) => e.message),
  );
}
const { promise, resolve } = Promise.withResolvers();
setTimeout(resolve, 1, 'resolved');
console.log(await promise);
