import { firefox } from '../support/other-browsers/firefox.ts';
import { testRulesIn } from './lab-rules.ts';

testRulesIn(firefox);
