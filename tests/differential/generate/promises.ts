/** Promises: made in every way, combined, adopted from thenables, and reacted to. */
import { pick } from './draw.ts';
import { deeper, type Filler, isNode, name, type Scope } from './scope.ts';
import { code, join, statement, type Code, type Statement } from './tree.ts';

/** An object with a `then` of its own, as an expression. */
function thenable(scope: Scope, filler: Filler, mayReject: boolean): Code {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const inner = (): Code => code`${filler.block(deeper(scope))}`;
  const ways: (() => Code)[] = [
    () => code`{ then(resolve) { log('${label}'); resolve('${label}'); } }`,
    () =>
      code`{ get then() { log('${label} get'); return (resolve) => { log('${label} then'); resolve(1); }; } }`,
    () => code`{ then(resolve) { ${inner()} resolve('${label}'); resolve('again'); } }`,
    () => code`{ then: (resolve) => { ${filler.later(scope, code`() => resolve('${label}')`)} } }`,
    () => code`{ then(resolve) { resolve({ then(inner) { log('${label}'); inner(2); } }); } }`,
    () => code`new (class { then(resolve) { log('${label}'); resolve(this.then.length); } })()`,
    () => code`{ then: 'no function' }`,
  ];
  if (mayReject) ways.push(() => code`{ then() { throw new Error('${label}'); } }`);
  if (mayReject) ways.push(() => code`{ then(_, reject) { reject(new Error('${label}')); } }`);
  return pick(draw, ways)();
}

/** Something that an await or a resolve function takes. */
export function value(scope: Scope, filler: Filler, mayReject: boolean): Code {
  const { draw } = scope.shared;
  if (scope.depth > 3 || draw(3) === 0)
    return code`${pick(draw, ['1', 'null', "'v'", 'undefined', '0', 'Promise.resolve(5)'])}`;
  return draw(3) === 0 ? thenable(scope, filler, mayReject) : promise(deeper(scope), filler, mayReject);
}

function combinator(scope: Scope, filler: Filler, mayReject: boolean): Code {
  const { draw } = scope.shared;
  const safe = ['allSettled', ...(mayReject ? ['all', 'any', 'race'] : [])];
  const method = pick(draw, safe);
  const rejects = method !== 'all' || mayReject;
  const members = Array.from({ length: 1 + draw(3) }, () => value(deeper(scope), filler, rejects));
  const shown = method === 'allSettled' ? `.then((all) => all.map(({ status }) => status).join())` : '';
  return code`Promise.${method}([${join(members, ', ')}])${shown}`;
}

/** A promise as an expression. */
export function promise(scope: Scope, filler: Filler, mayReject: boolean): Code {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const simple: (() => Code)[] = [
    () => code`Promise.resolve('${label}')`,
    () => code`new Promise((resolve) => { log('${label}'); resolve('${label}'); })`,
    () => code`(async () => '${label}')()`,
    () => code`Promise.resolve().then(() => '${label}')`,
  ];
  if (mayReject) simple.push(() => code`Promise.reject(new Error('${label}'))`);
  if (scope.depth > 3 || scope.shared.budget < 1) return pick(draw, simple)();
  const inner = (): Code => code`${filler.block(deeper(scope, { isAsync: false }))}`;
  const settle = (): Code => value(deeper(scope), filler, mayReject);
  const ways: (() => Code)[] = [
    ...simple,
    () => code`new Promise((resolve) => { ${filler.later(scope, code`() => resolve('${label}')`)} })`,
    () => code`new Promise((resolve) => { resolve(${settle()}); log('${label}'); resolve('twice'); })`,
    () => code`(async () => { log('${label}'); return ${settle()}; })()`,
    () => code`(async () => { const v = await ${settle()}; log('${label}', String(v)); return v; })()`,
    () => code`Promise.resolve(${settle()})`,
    () => code`Promise.resolve().then(() => (${settle()}))`,
    () => code`${promise(deeper(scope), filler, mayReject)}.finally(() => ${inner()})`,
    () =>
      code`${promise(deeper(scope), filler, mayReject)}.then((v) => { log('${label}', String(v)); return v; })`,
    () => code`Promise.try(() => (${settle()}))`,
    () =>
      code`((d) => { ${filler.later(scope, code`() => d.resolve('${label}')`)} return d.promise; })(Promise.withResolvers())`,
    () => code`(class Sub extends Promise {}).resolve(${settle()})`,
    () => code`Array.fromAsync([${settle()}]).then((all) => all.length)`,
    () => combinator(scope, filler, mayReject),
  ];
  if (isNode(scope))
    ways.push(
      () =>
        code`once(Object.assign(new EventEmitter(), { later() { ${filler.later(scope, code`() => this.emit('x', '${label}')`)} return this; } }).later(), 'x').then(String)`,
    );
  if (mayReject)
    ways.push(
      () => code`(async () => { await ${settle()}; throw new Error('${label}'); })()`,
      () =>
        code`new Promise((_, reject) => { ${filler.later(scope, code`() => reject(new Error('${label}'))`)} })`,
      () => code`Promise.resolve().then(() => { throw new Error('${label}'); })`,
    );
  return pick(draw, ways)();
}

/** A promise and what follows on it. */
export function reactions(scope: Scope, filler: Filler): Statement {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const body = (): Code => code`${filler.block(deeper(scope))}`;
  const handled = code`.then((v) => log('${label}', String(v)), (e) => log('${label} caught', String(e)))`;
  const ways: (() => Code)[] = [
    () =>
      code`${promise(scope, filler, false)}.then((v) => { log('${label}', String(v)); ${filler.later(scope, code`() => ${body()}`)} });`,
    () => code`${promise(scope, filler, false)}.then(() => ${body()});`,
    () => code`${promise(scope, filler, true)}${handled};`,
    () =>
      code`${promise(scope, filler, true)}.catch((e) => log('${label}', e.message)).finally(() => ${body()}).then(() => log('${label} end'));`,
    () => code`${promise(scope, filler, true)}.finally(() => ${body()})${handled};`,
    () =>
      code`{ const p = ${promise(scope, filler, true)}; p${handled}; p${handled}; p.then(null, () => ${body()}).then(() => log('${label} last')); }`,
    () => code`${combinator(scope, filler, true)}${handled};`,
    () => code`${promise(scope, filler, true)}.then(null)${handled};`,
    () =>
      code`{ const original = ${promise(scope, filler, true)}; const adopted = new Promise((resolve) => resolve(original)); adopted${handled}; original${handled}; }`,
  ];
  return statement(pick(draw, ways)());
}
