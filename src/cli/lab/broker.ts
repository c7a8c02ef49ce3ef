/** `lab run --broker` and `--trace`: where the program's createBroker() is, and where what happens in it is kept. */
import type { FileMap } from '#lab/model.ts';
import { UsageError } from '../usage.ts';

const KIT = 'kit.js';

export interface BrokerWish {
  /** `sim:` or an address. */
  url: string;
  /** Path of the file into which the program's trace goes when it ends. */
  trace?: string | undefined;
  /** The kind of trace that the lab's view draws. */
  kind?: string | undefined;
}

/**
 * The kit as a program needs it for such a broker; unchanged for `sim:` without a trace.
 * @throws UsageError if there is no such kind of broker, or no kit to choose it with
 */
export async function kitFor(kit: FileMap, { url, trace, kind }: BrokerWish): Promise<FileMap> {
  const { [KIT]: code } = kit;
  if (code === undefined)
    throw new UsageError('--broker and --trace have no meaning here: this lab does without the kit.');
  if (url === 'sim:' && trace === undefined) return kit;
  if (url !== 'sim:') await checkAddress(url);
  const opener = new URL('../../brokers/lab/for-lab.ts', import.meta.url);
  opener.searchParams.set('url', url);
  if (trace !== undefined) opener.searchParams.set('trace', trace);
  if (kind !== undefined) opener.searchParams.set('kind', kind);
  return { ...kit, [KIT]: `import ${JSON.stringify(opener.href)};\n${code}` };
}

async function checkAddress(url: string): Promise<void> {
  // The clients of four brokers are loaded where one is asked for.
  const { PROTOCOLS } = await import('#brokers/lab/at-url.ts');
  if (URL.canParse(url) && PROTOCOLS.includes(new URL(url).protocol)) return;
  const kinds = PROTOCOLS.map((protocol) => `${protocol}//host:port`).join(', ');
  throw new UsageError(`--broker takes sim: or an address, ${kinds}, and “${url}” is none.`);
}
