/** The loader's pure parts: edits and their positions, references, what a module's text says, CommonJS names. */
import { describe, expect, test } from 'vitest';
import { commonJsExportNames } from '#runtime/embedded/core/loader/cjs.ts';
import { createEdits } from '#runtime/embedded/core/loader/edits.ts';
import { transformModule } from '#runtime/embedded/core/loader/esm-transform.ts';
import { readModuleSyntax } from '#runtime/embedded/core/loader/module-syntax.ts';
import { looksLikeModule, parseSource } from '#runtime/embedded/core/loader/parse.ts';
import type { AnyNode } from '#runtime/embedded/core/loader/tree.ts';
import { findReferences } from '#runtime/embedded/core/loader/scope.ts';

describe('edits', () => {
  test('keep the lines, and lead back to the original column', () => {
    const source = 'first line\nimport { a } from "x"; a.b();\nlast';
    const edits = createEdits(source);
    edits.replace(source.indexOf('import'), source.indexOf(' a.b'), ';');
    edits.replace(source.indexOf('a.b'), source.indexOf('.b'), '(0,m.a)');
    const { code, originalColumn } = edits.apply();
    expect(code).toBe('first line\n; (0,m.a).b();\nlast');
    const line = code.split('\n')[1] ?? '';
    expect(originalColumn(2, line.indexOf('.b') + 1)).toBe('import { a } from "x"; a'.length + 1);
    expect(originalColumn(3, 2)).toBe(2);
  });

  test('a replacement that spans lines leaves the rest on its lines', () => {
    const edits = createEdits('a(\n1,\n2\n);\nb');
    edits.replace(0, 10, 'x');
    expect(edits.apply().code.split('\n')[4]).toBe('b');
  });

  test('insertions at one place stand in the order in which they were made', () => {
    const edits = createEdits('x');
    edits.insert(0, '1');
    edits.insert(0, '2');
    expect(edits.apply().code).toBe('12x');
  });
});

test('references are found past everything that shadows them', () => {
  const source = `import { n } from 'x';
n; n(); ({ n }); ({ n: 1 }).n; ({ [n]: 1 });
{ let n = 1; n; }
function f(n) { n; }
function g({ n }) { n; }
const h = () => { var n; n; };
class C { n = 1; n() {} static n = n; }
try {} catch (n) { n; }
for (const n of []) n;
label: n; n\`t\`;
export { n as again };`;
  const program = parseSource(source, 'module', 'file:///x.js') as unknown as AnyNode;
  const found = findReferences(program, new Set(['n'])).map(({ node, form }) => {
    const line = source.slice(0, node.start).split('\n').length;
    return `${line}:${form}`;
  });
  expect(found).toEqual([
    '2:plain',
    '2:called',
    '2:shorthand',
    '2:plain',
    '7:plain',
    '10:plain',
    '10:called',
  ]);
});

test('a module’s text says what it imports, exports and awaits', () => {
  const source = `import def, { a as b } from './x.js'; import * as all from 'node:fs';
export { a } from './y.js'; export * from './z.js';
export let changes; export const fixed = 1; changes = 2;
export default class {}
for await (const x of []) x;`;
  const { imports, exports, requests, hasTopLevelAwait, assigned } = readModuleSyntax(
    parseSource(source, 'module', 'file:///x.js'),
  );
  expect(requests).toEqual(['./x.js', 'node:fs', './y.js', './z.js']);
  expect(imports.map(({ imported, local }) => [imported, local])).toEqual([
    ['default', 'def'],
    ['a', 'b'],
    ['*', 'all'],
  ]);
  expect(exports.map((one) => (one.kind === 'star' ? '*' : one.exported))).toEqual([
    'a',
    '*',
    'changes',
    'fixed',
    'default',
  ]);
  expect(hasTopLevelAwait).toBe(true);
  expect([...assigned]).toContain('changes');
  expect([...assigned]).not.toContain('fixed');
});

test('a function’s own await does not make a module wait', () => {
  const { hasTopLevelAwait } = readModuleSyntax(
    parseSource('export const f = async () => { await 1; };', 'module', 'file:///x.js'),
  );
  expect(hasTopLevelAwait).toBe(false);
});

test('a transformed module keeps its lines', () => {
  const source = `import {\n  a,\n} from './x.js';\n\nexport default function () {\n  return a;\n}\nconsole.log(import.meta.url);`;
  const syntax = readModuleSyntax(parseSource(source, 'module', 'file:///x.js'));
  const { code } = transformModule(
    source,
    syntax,
    syntax.imports.map((one) => ({ ...one, live: true })),
    'file:///x.js',
  );
  const lines = code.split('\n');
  expect(lines[5]).toContain('return');
  expect(lines[7]).toContain('console.log(');
});

test('a syntax error carries the engine’s words', () => {
  expect(() => parseSource('const x = ;', 'script', '/x.js')).toThrow("Unexpected token ';'");
  expect(() => parseSource("import 'x';\nconst y = = 1;", 'module', 'file:///x.js')).toThrow(
    "Unexpected token '='",
  );
});

test('a file is taken for what it is written as', () => {
  expect(looksLikeModule(`import x from 'y';`)).toBe(true);
  expect(looksLikeModule(`const x = require('y'); // import`)).toBe(false);
  expect(looksLikeModule(`import('y')`)).toBe(false);
  expect(looksLikeModule(`await 1`)).toBe(true);
});

test('names of CommonJS exports are found as Node finds them', () => {
  const names = (source: string) => commonJsExportNames(parseSource(source, 'script', '/x.js'));
  expect(names('exports.a = 1; module.exports.b = 2; other.c = 3;')).toEqual(['a', 'b']);
  expect(names('module.exports = { a, b: c, d: 5, e };')).toEqual(['a', 'b']);
  expect(names(`Object.defineProperty(exports, 'x', { value: 1 });`)).toEqual(['x']);
});
