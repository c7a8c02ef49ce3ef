import { describeFamily } from '../describe-family.ts';
import { NATS_CORE, REDIS_PUB_SUB } from './families.ts';

describeFamily(REDIS_PUB_SUB);
describeFamily(NATS_CORE);
