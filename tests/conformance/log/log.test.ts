import { describeFamily } from '../describe-family.ts';
import { LOG } from './family.ts';

describeFamily(LOG);
