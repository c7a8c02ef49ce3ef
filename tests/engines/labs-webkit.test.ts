import { webkit } from '../support/other-browsers/webkit.ts';
import { testRulesIn } from './lab-rules.ts';

testRulesIn(webkit);
