import { createIsolation, type IsolationPage } from '#runtime/isolation.ts';
import { createRuntimeSelection, type RuntimeSelection } from '#runtime/select.ts';
import { createChoiceStore, type Pin } from '#runtime/select/choice-store.ts';
import { readDevice } from '#runtime/select/device.ts';
import { describe, expect, test } from 'vitest';
import { observe } from '../../contract/observe.ts';
import { createScriptedRuntime } from '../../support/scripted-runtime.ts';

const anyProgram = { needs: [], host: 'node-esm' } as const;
const needsProcesses = { needs: ['processes'], host: 'node-esm' } as const;
const blocked = {
  code: 'blocked',
  message: 'Its host cannot be reached.',
  canRetry: true,
} as const;
const offline = { code: 'offline', message: 'The browser is offline.', canRetry: true } as const;

interface Setting {
  page?: Partial<IsolationPage>;
  device?: { saveData?: boolean; lowMemory?: boolean };
  pin?: Pin;
}

function arrange({ page, device, pin = null }: Setting = {}) {
  const embedded = createScriptedRuntime('embedded');
  const webcontainer = createScriptedRuntime('webcontainer');
  const isolation = createIsolation({
    base: '/',
    page: {
      crossOriginIsolated: true,
      isSecureContext: true,
      serviceWorker: undefined,
      cameThroughWorker: false,
      ...page,
    },
  });
  const store = createChoiceStore(denied);
  store.write(pin);
  const selection = createRuntimeSelection({
    embedded,
    webcontainer,
    isolation,
    store,
    device: { saveData: false, lowMemory: false, ...device },
  });
  return { embedded, webcontainer, isolation, selection };
}

function denied(): Storage {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
}

const answer = (
  selection: RuntimeSelection,
  wants: Parameters<RuntimeSelection['current']>[0] = anyProgram,
) => {
  const { type, runtime, reason } = selection.current(wants);
  return { type, engine: runtime.engine, why: reason.code };
};

describe('which runtime runs a program', () => {
  test('before intent nothing is started, and the built-in runtime would answer', () => {
    const { selection, webcontainer } = arrange();
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why: 'not-asked' });
    expect(webcontainer.starts).toBe(0);
  });

  test('after the first intent WebContainer starts in the background, and takes over when it is ready', async () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    selection.intend();
    expect(webcontainer.starts).toBe(1);
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why: 'starting' });
    expect(selection.current(anyProgram).reason.message).toBe('Loading the client (step 1 of 3).');
    webcontainer.succeed();
    expect(answer(selection)).toEqual({ type: 'run', engine: 'webcontainer', why: 'ready' });
    const run = selection.current(anyProgram).runtime.run({ files: {}, entry: '', host: 'node-esm' });
    expect(await observe(run)).toMatchObject({ stdout: 'webcontainer' });
  });

  test('if it fails, the built-in runtime stays, and the reason is the failure’s own words and what runs instead', () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    webcontainer.fail(blocked);
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why: 'blocked' });
    expect(selection.current(anyProgram).reason).toEqual({
      code: 'blocked',
      message: `${blocked.message} Your code runs in the built-in runtime.`,
      offer: 'restart',
    });
    selection.intend();
    expect(webcontainer.starts).toBe(1);
  });

  test('after being offline the next intent tries again', () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    webcontainer.fail(offline);
    selection.intend();
    expect(webcontainer.starts).toBe(2);
  });

  test('a lab that needs processes waits for WebContainer, and is told when it cannot be had', () => {
    const { selection, webcontainer } = arrange();
    selection.intend(needsProcesses.needs);
    expect(answer(selection, needsProcesses)).toEqual({
      type: 'wait',
      engine: 'webcontainer',
      why: 'starting',
    });
    webcontainer.board.set({ state: 'slow', what: 'WebContainer is taking longer than usual' });
    expect(answer(selection, needsProcesses)).toMatchObject({ type: 'wait', why: 'slow' });
    webcontainer.fail(blocked);
    expect(answer(selection, needsProcesses)).toEqual({
      type: 'unavailable',
      engine: 'embedded',
      why: 'blocked',
    });
  });

  test.each([
    [{ saveData: true }, 'data-saver'],
    [{ lowMemory: true }, 'low-memory'],
  ])('with %o it is not started unless a lab needs it', (device, why) => {
    const { selection, webcontainer } = arrange({ device });
    selection.intend();
    expect(webcontainer.starts).toBe(0);
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why });
    selection.intend(needsProcesses.needs);
    expect(webcontainer.starts).toBe(1);
  });

  test.each([
    ['runs in the built-in runtime if that can be one', ['node-esm', 'browser'], 'run'],
    ['is refused if neither can be one', ['node-esm'], 'unavailable'],
  ] as const)('a program for a browser page %s, WebContainer ready or not', (_what, hosts, type) => {
    const { selection, webcontainer, embedded } = arrange();
    Object.assign(embedded.capabilities, { hosts });
    selection.intend();
    webcontainer.succeed();
    expect(answer(selection, { needs: [], host: 'browser' })).toEqual({
      type,
      engine: 'embedded',
      why: 'wrong-host',
    });
  });
});

describe('the reader’s own choice', () => {
  test('pinned to the built-in runtime, WebContainer is never started', () => {
    const { selection, webcontainer } = arrange({ pin: 'embedded' });
    selection.intend(needsProcesses.needs);
    expect(webcontainer.starts).toBe(0);
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why: 'pinned' });
    expect(answer(selection, needsProcesses)).toMatchObject({ type: 'unavailable', why: 'pinned' });
  });

  test('pinned to WebContainer, runs wait for it, data saver or not', () => {
    const { selection, webcontainer } = arrange({ pin: 'webcontainer', device: { saveData: true } });
    expect(answer(selection)).toMatchObject({ type: 'wait', engine: 'webcontainer' });
    expect(webcontainer.starts).toBe(0);
    selection.intend();
    expect(webcontainer.starts).toBe(1);
    webcontainer.fail(blocked);
    expect(answer(selection)).toMatchObject({ type: 'run', engine: 'embedded', why: 'blocked' });
  });

  test('choosing the built-in runtime takes effect at once, and so does leaving the choice to the page', () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    webcontainer.succeed();
    selection.choose('embedded');
    expect([selection.pin, answer(selection).engine]).toEqual(['embedded', 'embedded']);
    selection.choose(null);
    expect([selection.pin, answer(selection).engine]).toEqual([null, 'webcontainer']);
  });
});

describe('isolation', () => {
  test('over plain http the badge says that https is needed, and nothing is started', () => {
    const { selection, webcontainer } = arrange({
      page: { crossOriginIsolated: false, isSecureContext: false },
    });
    selection.intend();
    expect(webcontainer.starts).toBe(0);
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why: 'insecure-context' });
  });

  test('where no service worker can be had, the built-in runtime stays', () => {
    const { selection, webcontainer } = arrange({ page: { crossOriginIsolated: false } });
    selection.intend();
    expect(webcontainer.starts).toBe(0);
    expect(answer(selection, needsProcesses)).toMatchObject({ type: 'unavailable', why: 'not-isolated' });
  });
});

describe('following the selection', () => {
  test('every change is told until one unsubscribes', async () => {
    const { selection, webcontainer, embedded } = arrange();
    const seen: string[] = [];
    const unsubscribe = selection.onChange(() => seen.push(answer(selection).why));
    selection.intend();
    webcontainer.succeed();
    selection.choose('embedded');
    unsubscribe();
    selection.choose(null);
    expect(seen).toEqual(['starting', 'ready', 'pinned']);
    await selection.dispose();
    expect([embedded.status.state, webcontainer.status.state]).toEqual(['disposed', 'disposed']);
  });
});

describe('the device', () => {
  test('data saver and little memory are taken from the browser where it tells', () => {
    expect(readDevice({})).toEqual({ saveData: false, lowMemory: false });
    expect(readDevice({ connection: { saveData: true }, deviceMemory: 2 })).toEqual({
      saveData: true,
      lowMemory: true,
    });
    expect(readDevice({ deviceMemory: 4 }).lowMemory).toBe(false);
  });
});

describe('starting again, and stopping', () => {
  test('after a failure nothing tries again by itself; the reader’s wish does', () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    webcontainer.fail(blocked);
    selection.intend();
    expect(webcontainer.starts).toBe(1);
    selection.restart();
    expect(webcontainer.starts).toBe(2);
    webcontainer.succeed();
    expect(answer(selection)).toEqual({ type: 'run', engine: 'webcontainer', why: 'ready' });
  });

  test('choosing WebContainer after a failure tries again', () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    webcontainer.fail(blocked);
    selection.choose('webcontainer');
    expect(webcontainer.starts).toBe(2);
  });

  test('stopped, it stays so until it is started again, and the built-in runtime answers', () => {
    const { selection, webcontainer } = arrange();
    selection.intend();
    webcontainer.succeed();
    selection.stop();
    selection.intend();
    expect(answer(selection)).toEqual({ type: 'run', engine: 'embedded', why: 'stopped' });
    expect(selection.current(needsProcesses).reason.message).toContain('This lab needs WebContainer');
    expect(webcontainer.starts).toBe(1);
    selection.restart();
    expect(webcontainer.starts).toBe(2);
  });

  test('when another tab lets go of it, it starts here, unless the built-in runtime was chosen meanwhile', async () => {
    const otherTab = { code: 'other-tab', message: 'It runs in another tab.', canRetry: false } as const;
    for (const [pin, starts] of [
      [null, 2],
      ['embedded', 1],
    ] as const) {
      const { selection, webcontainer } = arrange();
      selection.intend();
      webcontainer.fail(otherTab);
      selection.choose(pin);
      webcontainer.again();
      await Promise.resolve();
      expect(webcontainer.starts).toBe(starts);
    }
  });
});
