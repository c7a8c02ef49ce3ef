import { describeFamily } from '../describe-family.ts';
import { JETSTREAM } from './family.ts';

describeFamily(JETSTREAM);
