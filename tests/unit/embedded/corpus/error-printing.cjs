const strip = (text) => text.replace(/\n +(?:at|\.\.\.) .*/g, '');
const { inspect } = require('util');
const p = (e) => console.log(strip(inspect(e)));
p(new Error('outer', { cause: new TypeError('inner', { cause: 'text' }) }));
p(new AggregateError([new Error('one'), new RangeError('two'), 3], 'many'));
p(Object.assign(new Error('coded'), { code: 'E_CODE', errno: -1 }));
p(new (class ValidationError extends Error { name = 'ValidationError'; field = 'x'; })('bad'));
p(new (class extends Error {})('anonymous')); p(Object.assign(new Error(''), { name: 'Empty' })); p(new DOMException('dom', 'AbortError'));
const nested = new Error('a'); nested.self = nested; p(nested); p({ e: new Error('in object') }); p([new Error('in list')]);
p(new Error('line 1\nline 2')); const bare = new Error('bare'); bare.stack = bare.stack.split('\n')[0]; p(bare); p({ bare });
p(new Error('cause undefined', { cause: undefined })); p(new Error('cause null', { cause: null }));
p(new SuppressedErrorLike()); function SuppressedErrorLike() { return Object.assign(new Error('s'), { error: new Error('e'), suppressed: new Error('d') }); }
console.log(String(new Error('x')), `${new TypeError()}`, Object.prototype.toString.call(new Error()), new Error('x') + '');
const { codes } = { codes: ['ERR_INVALID_ARG_TYPE'] }; try { Buffer.alloc('x'); } catch (e) { p(e); console.log(e.code === codes[0], e.toString(), e.name, Object.keys(e)); }
