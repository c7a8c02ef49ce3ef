/** WebKitGTK through its own WebDriver, on a screen of its own (Xvfb) where there is none. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { Builder, By, Capabilities, Key, type WebDriver } from 'selenium-webdriver';
import { findProgram } from '../find-program.ts';
import type { BrowserKind, Tab } from './other-browser.ts';

const driverProgram = (): string | undefined => findProgram(['WebKitWebDriver']);
const hasScreen = (): boolean => Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

export const webkit: BrowserKind = {
  id: 'webkit',
  title: 'WebKitGTK',
  missing() {
    if (!driverProgram()) return 'WebKitWebDriver is not installed (Debian: webkit2gtk-driver)';
    return hasScreen() || findProgram(['Xvfb']) ? '' : 'there is no screen, and Xvfb is not installed';
  },
  async launch() {
    const screen = hasScreen() ? undefined : await startScreen();
    const env = screen ? { ...process.env, DISPLAY: screen.display } : process.env;
    const port = await freePort();
    const driverProcess = spawn(driverProgram() as string, [`--port=${port}`], { env, stdio: 'ignore' });
    const close = async (driver?: WebDriver): Promise<void> => {
      await driver?.quit().catch(() => undefined);
      await end(driverProcess);
      if (screen) await end(screen.process);
    };
    try {
      await listening(port);
      const driver = await new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
        .build();
      // A block of the book that makes 10,000 timers takes over a minute here, and so does a batch of programs on a busy machine.
      await driver.manage().setTimeouts({ script: 300_000 });
      const { map_: said } = (await driver.getCapabilities()) as unknown as { map_: Map<string, string> };
      return {
        name: `${said.get('browserName')} ${said.get('browserVersion')}`,
        tab: () => openTab(driver),
        close: () => close(driver),
      };
    } catch (error) {
      await close();
      throw error;
    }
  },
};

async function openTab(driver: WebDriver): Promise<Tab> {
  return {
    open: (url) => driver.get(url),
    async call(task, ...args) {
      const script = `const done = arguments[arguments.length - 1];
Promise.resolve(arguments[0]).then((args) => (${task.toString()})(...args))
  .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const said: { value?: unknown; error?: string } = await driver.executeAsyncScript(script, args);
      if (said.error !== undefined) throw new Error(said.error);
      return said.value as never;
    },
    click: (selector) => driver.findElement(By.css(selector)).click(),
    press: (key) =>
      driver.actions().sendKeys({ PageDown: Key.PAGE_DOWN, PageUp: Key.PAGE_UP, b: 'b' }[key]).perform(),
    async replaceAll(text) {
      await driver.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).perform();
      await driver.actions().sendKeys(text).perform();
    },
  };
}

/** A screen that nobody sees; Xvfb chooses the number and writes it to its third stream. */
async function startScreen(): Promise<{ process: ChildProcess; display: string }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { process: server, display: `:${number.toString().trim()}` };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = net.connect(port, '127.0.0.1');
    const up = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver does not answer on port ${port}.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
