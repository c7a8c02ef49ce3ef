/** JavaScript's grammar for Monaco, with calls and arrows told apart, so that code looks as it does on the page. */
import { languages } from 'monaco-editor/editor';
import { conf, language } from 'monaco-editor/languages/definitions/javascript/javascript';

const CALL: languages.IMonarchLanguageRule = [
  /#?[a-zA-Z_$][\w$]*(?=\()/,
  { cases: { '@keywords': 'keyword', '@default': 'function' } },
];
const ARROW: languages.IMonarchLanguageRule = [/=>/, 'keyword'];

languages.register({ id: 'javascript', extensions: ['.js', '.mjs', '.cjs'] });
languages.setLanguageConfiguration('javascript', conf);
languages.setMonarchTokensProvider('javascript', {
  ...language,
  tokenizer: { ...language.tokenizer, common: [CALL, ARROW, ...(language.tokenizer['common'] ?? [])] },
});
