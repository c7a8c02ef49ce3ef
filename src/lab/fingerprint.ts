/** Short fingerprints that tell texts apart where nobody tries to deceive. Pure. */
import type { CheckResult } from './model.ts';

/** FNV-1a over the text's UTF-16 units, as eight hexadecimal digits. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Equal for two results that say the same: status and message. */
export function fingerprintOf({
  status,
  message,
}: Pick<CheckResult, 'message'> & { status: string }): string {
  return fingerprint(`${status}\n${message}`);
}
