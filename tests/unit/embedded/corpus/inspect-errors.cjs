const error = new TypeError('bad thing', { cause: new Error('root') });
error.stack = 'TypeError: bad thing\n    at somewhere';
error.cause.stack = 'Error: root\n    at deep';
error.code = 'E_BAD';
console.log(error);
console.log([error], { error });
const plain = new RangeError('no stack');
delete plain.stack;
console.log(plain.name, `${plain}`, Object.prototype.toString.call(plain));
class DomainError extends Error {
  constructor(message) {
    super(message);
    this.name = 'DomainError';
  }
}
const own = new DomainError('own');
console.log(own instanceof Error, own.name, String(own), own.stack.split('\n')[0]);
const many = new AggregateError([new Error('a')], 'several');
many.stack = 'AggregateError: several\n    at x';
many.errors[0].stack = 'Error: a\n    at y';
console.log(many);
