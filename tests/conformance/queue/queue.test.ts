import { describeFamily } from '../describe-family.ts';
import { QUEUE } from './family.ts';

describeFamily(QUEUE);
