/** How a sequence looks, where its lanes have room and where they do not. */
import laneStyles from './sequence.css?inline';
import railStyles from './rails.css?inline';

export const sequenceStyles = `${laneStyles}\n${railStyles}`;
