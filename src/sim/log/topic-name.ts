/** Names of topics. Source: Kafka, clients/…/common/internals/Topic.java. */
import { LogError } from './errors.ts';

const MOST_CHARACTERS = 249;

/** @throws LogError if a topic cannot have this name, or beside the topics that there are must not */
export function checkTopicName(name: string, others: Iterable<string>): void {
  const wrong = whatIsWrong(name);
  if (wrong) throw new LogError('INVALID_TOPIC_EXCEPTION', `topic name ${JSON.stringify(name)}: ${wrong}`);
  for (const other of others) {
    if (other === name) throw new LogError('TOPIC_ALREADY_EXISTS', `there is a topic ${name} already`);
    // Names of metrics turn dots into underscores, and two topics must not share their metrics.
    if (other.replaceAll('.', '_') === name.replaceAll('.', '_')) {
      throw new LogError(
        'INVALID_TOPIC_EXCEPTION',
        `topic ${name} collides with ${other} in the names of metrics`,
      );
    }
  }
}

function whatIsWrong(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name === '.' || name === '..') return 'it would be a folder';
  if (name.length > MOST_CHARACTERS)
    return `it has ${name.length} characters, and ${MOST_CHARACTERS} is the most`;
  if (!/^[a-zA-Z0-9._-]+$/.test(name))
    return 'letters, digits, dot, underscore and hyphen are all there may be';
  return undefined;
}
