/** The page /workshop/preflight/: tries what a workshop needs of this computer, and says it in a report to copy. */
import { useEffect, useState } from 'preact/hooks';
import { lookAtIsolation, tryBuiltIn, tryContainer, tryHost, type Finding } from '#workbench/preflight.ts';
import { checkBrowser, checkClock, checkStorage, reportOf, type Named } from './preflight-checks.ts';

const SIGNS = { good: '✓', less: '△', bad: '✗' } as const;
const WORDS = { good: 'good', less: 'works with less', bad: 'does not work' } as const;

/** In the order of the list; those of the second kind ask a third party, so they wait for a press. */
const AT_ONCE: readonly [name: string, check: () => Finding | Promise<Finding>][] = [
  ['Browser', checkBrowser],
  ['Built-in runtime', tryBuiltIn],
  ['Storage', () => checkStorage(() => localStorage)],
  ['Clock', clock],
  ['Isolation', lookAtIsolation],
];
const ON_PRESS = ['WebContainer’s host', 'WebContainer'] as const;

async function clock(): Promise<Finding> {
  const { headers } = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
  return checkClock(headers.get('date'), Date.now());
}

export function Preflight() {
  const [found, setFound] = useState<readonly Named[]>([]);
  const [said, setSaid] = useState('Looking …');
  const [isBusy, setBusy] = useState(true);
  const add = (name: string, finding: Finding) =>
    setFound((before) => [...before.filter((each) => each.name !== name), { name, ...finding }]);

  useEffect(() => {
    void (async () => {
      for (const [name, check] of AT_ONCE) add(name, await settled(check));
      setSaid('');
      setBusy(false);
    })();
  }, []);

  async function tryOutside(): Promise<void> {
    setBusy(true);
    setSaid('Asking the host of WebContainer …');
    const [host, container] = ON_PRESS;
    add(host, await settled(tryHost));
    add(container, await settled(() => tryContainer(setSaid)));
    setSaid('Done.');
    setBusy(false);
  }

  // Where the page is built, there is no browser to tell of.
  const report =
    found.length === 0
      ? ''
      : reportOf(found, { address: location.href, browser: navigator.userAgent, at: new Date() });
  async function copy(): Promise<void> {
    try {
      // Plain http has no clipboard: the report stands below, to be copied by hand.
      await navigator.clipboard.writeText(report);
      setSaid('The report is copied.');
    } catch {
      setSaid('This browser does not let the page copy. Select the report below.');
    }
  }

  return (
    <>
      <ul class="ws-findings">
        {rowsOf(found).map(({ name, verdict, sentence }) => (
          <li key={name} data-verdict={verdict}>
            <b>
              <span aria-hidden="true">{verdict ? SIGNS[verdict] : '…'}</span> {name}
              {verdict && `: ${WORDS[verdict]}`}
            </b>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
      <p>
        <button type="button" disabled={isBusy} onClick={() => void tryOutside()}>
          Try WebContainer, too
        </button>{' '}
        It asks stackblitz.com, and loads some megabytes. The labs work without it, but for the few that say
        so.
      </p>
      <p role="status">{said}</p>
      <h2>The report</h2>
      <p>
        <button type="button" disabled={isBusy} onClick={() => void copy()}>
          Copy the report
        </button>{' '}
        It goes nowhere by itself. Send it to whoever leads the workshop, or to the people of the network.
      </p>
      <pre class="ws-report" tabIndex={0} role="group" aria-label="The report">
        {report}
      </pre>
    </>
  );
}

async function settled(check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { verdict: 'less', sentence: `This could not be found out (${reason}).` };
  }
}

/** What is not found out yet has its place all the same, so that nothing moves when it is. */
function rowsOf(found: readonly Named[]): readonly (Partial<Finding> & { name: string })[] {
  const rows = AT_ONCE.map(
    ([name]) => found.find((each) => each.name === name) ?? { name, sentence: 'Looking …' },
  );
  return [...rows, ...found.filter(({ name }) => !AT_ONCE.some(([known]) => known === name))];
}
