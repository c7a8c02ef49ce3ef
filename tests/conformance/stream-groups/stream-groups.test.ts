import { describeFamily } from '../describe-family.ts';
import { STREAM_GROUPS } from './family.ts';

describeFamily(STREAM_GROUPS);
