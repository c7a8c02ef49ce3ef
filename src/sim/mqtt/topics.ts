/**
 * Topic names and filters. Levels are divided by `/` and may be empty; in a filter `+` is exactly one level, and `#` at
 * the end is any number of levels, none included: `a/#` hears `a`. Wildcards at the front do not hear topics that begin
 * with `$`. Source: MQTT 5.0, section 4.7; MQTT 3.1.1, section 4.7.
 */

export function isTopic(topic: string): boolean {
  return topic.length > 0 && !/[+#\0]/.test(topic);
}

export function isFilter(filter: string): boolean {
  if (filter.length === 0 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every(
    (level, index) => level === '+' || (level === '#' && index === levels.length - 1) || !/[+#]/.test(level),
  );
}

export function topicMatches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, want] of wanted.entries()) {
    if (want === '#') return true;
    const level = levels[index];
    if (level === undefined || (want !== '+' && want !== level)) return false;
  }
  return wanted.length === levels.length;
}

/** A filter as it was asked for: `$share/<group>/<filter>` is shared among the group. */
export interface AskedFilter {
  group: string | undefined;
  filter: string;
}

/** @returns undefined if it is none */
export function readFilter(text: string): AskedFilter | undefined {
  if (text !== '$share' && !text.startsWith('$share/')) {
    return isFilter(text) ? { group: undefined, filter: text } : undefined;
  }
  const [, group = '', ...rest] = text.split('/');
  const filter = rest.join('/');
  return group !== '' && !/[+#]/.test(group) && isFilter(filter) ? { group, filter } : undefined;
}
