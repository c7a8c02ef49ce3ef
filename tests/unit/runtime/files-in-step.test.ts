/** The two sides of a learner's files, with a folder in memory in the container's place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileMap } from '#lab/model.ts';
import type { Container } from '#runtime/webcontainer/client.ts';
import { createFilesInStep, type FileNews } from '#runtime/webcontainer/files-in-step.ts';
import { reconcile, type Sides } from '#runtime/webcontainer/reconcile.ts';

describe('what brings one file in step', () => {
  test.each<[Sides, ReturnType<typeof reconcile>]>([
    [{ agreed: 'a', editor: 'a', container: 'a' }, 'none'],
    [{ agreed: 'a', editor: 'b', container: 'b' }, 'none'],
    [{ agreed: 'a', editor: 'b', container: 'a' }, 'to-container'],
    [{ agreed: undefined, editor: 'b', container: undefined }, 'to-container'],
    [{ agreed: 'a', editor: 'a', container: 'b' }, 'to-editor'],
    [{ agreed: undefined, editor: undefined, container: 'new' }, 'to-editor'],
    [{ agreed: 'a', editor: undefined, container: 'b' }, 'to-editor'],
    [{ agreed: 'a', editor: 'b', container: 'c' }, 'conflict'],
    [{ agreed: undefined, editor: 'b', container: 'c' }, 'conflict'],
    [{ agreed: 'a', editor: 'a', container: undefined }, 'deleted'],
    [{ agreed: 'a', editor: 'b', container: undefined }, 'deleted'],
    [{ agreed: 'a', editor: undefined, container: 'a' }, 'left'],
  ])('%o → %s', (sides, step) => {
    expect(reconcile(sides)).toBe(step);
  });
});

/** A folder that counts its writes; the watcher is the test's to call. */
function folderInMemory(files: Record<string, string | Uint8Array> = {}) {
  const store = new Map(Object.entries(files));
  const writes: string[] = [];
  const fs = {
    async readdir() {
      return [...store.keys()].map((name) => ({ name, isDirectory: () => false, isFile: () => true }));
    },
    async readFile(path: string) {
      const content = store.get(path.replace('lab/', ''));
      if (content === undefined) throw new Error('ENOENT');
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    async writeFile(path: string, text: string) {
      writes.push(path);
      store.set(path.replace('lab/', ''), text);
    },
    mkdir: async () => undefined,
    watch: () => ({ close() {} }),
  };
  return { store, writes, container: { fs } as unknown as Container };
}

function arrange(
  files: Record<string, string>,
  held?: Record<string, string | Uint8Array>,
  beside?: FileMap,
) {
  const folder = folderInMemory(held);
  const editor = new Map(Object.entries(files));
  const news: FileNews[] = [];
  const inStep = createFilesInStep({
    container: folder.container,
    folder: 'lab',
    files: () => Object.fromEntries(editor) as FileMap,
    ...(beside && { beside: () => beside }),
    onNews(item) {
      news.push(item);
      if (item.type === 'changed') editor.set(item.path, item.text);
    },
    onTrouble(error) {
      throw error;
    },
  });
  return { ...folder, editor, news, settle: inStep.settle };
}

describe('files in step', () => {
  test('the editor’s files go into the container, and what was received is not sent back', async () => {
    const { store, editor, writes, news, settle } = arrange({ 'main.js': '1' });
    await settle();
    expect(store.get('main.js')).toBe('1');
    store.set('main.js', '2');
    store.set('out.json', '{}');
    await settle();
    await settle();
    expect(Object.fromEntries(editor)).toEqual({ 'main.js': '2', 'out.json': '{}' });
    expect(writes).toEqual(['lab/main.js']);
    expect(news).toEqual([
      { type: 'changed', path: 'main.js', text: '2', conflict: false },
      { type: 'changed', path: 'out.json', text: '{}', conflict: false },
    ]);
  });

  test('what stands beside the editor’s files is written, mended, and never shown in the editor', async () => {
    const { store, editor, news, settle } = arrange({ 'main.js': '1' }, undefined, { 'kit.js': 'kit' });
    await settle();
    expect(store.get('kit.js')).toBe('kit');
    store.set('kit.js', 'changed in the terminal');
    await settle();
    store.delete('kit.js');
    await settle();
    expect(store.get('kit.js')).toBe('kit');
    expect([...editor.keys()]).toEqual(['main.js']);
    expect(news).toEqual([]);
  });

  test('what was in the folder before is no change of it', async () => {
    const { store, editor, news, settle } = arrange(
      { 'main.js': 'mine' },
      { 'main.js': 'old', 'package.json': '{}' },
    );
    await settle();
    expect(store.get('main.js')).toBe('mine');
    expect([...editor.keys()]).toEqual(['main.js']);
    expect(news).toEqual([]);
  });

  test('changed on both sides, the container’s text wins and the conflict is told', async () => {
    const { store, editor, news, settle } = arrange({ 'main.js': '1' });
    await settle();
    editor.set('main.js', 'typed');
    store.set('main.js', 'written');
    await settle();
    expect(news).toEqual([{ type: 'changed', path: 'main.js', text: 'written', conflict: true }]);
    expect(store.get('main.js')).toBe('written');
  });

  test('deleted in the container, a file stays in the editor and goes back when it is changed there', async () => {
    const { store, editor, news, settle } = arrange({ 'main.js': '1' });
    await settle();
    store.delete('main.js');
    await settle();
    await settle();
    expect(news).toEqual([{ type: 'deleted', path: 'main.js' }]);
    expect(editor.get('main.js')).toBe('1');
    expect(store.has('main.js')).toBe(false);
    editor.set('main.js', '2');
    await settle();
    expect(store.get('main.js')).toBe('2');
  });

  test('a file that a program replaces by deleting and writing it is no conflict', async () => {
    const { store, editor, news, settle } = arrange({ 'main.js': '1' });
    await settle();
    store.delete('main.js');
    await settle();
    store.set('main.js', '2');
    await settle();
    expect(news.at(-1)).toEqual({ type: 'changed', path: 'main.js', text: '2', conflict: false });
    expect(editor.get('main.js')).toBe('2');
  });

  test('what is no text, or too large, stays in the container; what tools keep is not even mentioned', async () => {
    const { store, editor, news, settle } = arrange({ 'main.js': '1' });
    await settle();
    store.set('image.png', new Uint8Array([0x89, 0x50, 0xff, 0x00]));
    store.set('big.txt', 'x'.repeat(100_001));
    store.set('package-lock.json', '{}');
    store.set('.cache', 'x');
    await settle();
    await settle();
    expect([...editor.keys()]).toEqual(['main.js']);
    expect(news).toEqual([
      { type: 'left-out', path: 'image.png', why: 'binary' },
      { type: 'left-out', path: 'big.txt', why: 'too-large' },
    ]);
  });

  test('whatever happens in whatever order, both sides end equal and nothing typed is lost untold', async () => {
    const action = fc.record({
      who: fc.constantFrom('learner', 'container', 'deletion', 'pass'),
      path: fc.constantFrom('a.js', 'b.js'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
        const { store, editor, news, settle } = arrange({ 'a.js': 'a', 'b.js': 'b' });
        await settle();
        const overwritten = new Set<string>();
        const typed = new Map<string, string>();
        let serial = 0;
        for (const { who, path } of actions) {
          if (who === 'learner') {
            editor.set(path, `typed ${++serial}`);
            typed.set(path, `typed ${serial}`);
          } else if (who === 'container') store.set(path, `written ${++serial}`);
          else if (who === 'deletion') store.delete(path);
          else {
            const before = new Map(editor);
            news.length = 0;
            await settle();
            for (const item of news)
              if (item.type === 'changed') overwritten.add(before.get(item.path) ?? '');
          }
        }
        const before = new Map(editor);
        news.length = 0;
        await settle();
        for (const item of news) if (item.type === 'changed') overwritten.add(before.get(item.path) ?? '');
        for (const [path, text] of store) expect(text).toBe(editor.get(path));
        for (const [path, text] of typed)
          expect(editor.get(path) === text || overwritten.has(text)).toBe(true);
      }),
    );
  });
});
