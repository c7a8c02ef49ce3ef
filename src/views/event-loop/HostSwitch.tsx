import type { LoopHost } from './loop-index.ts';
import { HOST_NAMES } from './words.ts';

const HOSTS: readonly LoopHost[] = ['node-cjs', 'node-esm', 'browser'];

/** Which host the program ran on; pressing another one runs it there. */
export function HostSwitch({ host, runOn }: { host: LoopHost; runOn: ((host: string) => void) | null }) {
  return (
    <div class="el-hosts" role="group" aria-label="Host: pressing another one runs the program there">
      {HOSTS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === host}
          aria-disabled={runOn === null}
          onClick={() => one !== host && runOn?.(one)}
        >
          {HOST_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
