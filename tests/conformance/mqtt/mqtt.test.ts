import { describeFamily } from '../describe-family.ts';
import { MQTT } from './family.ts';

describeFamily(MQTT);
