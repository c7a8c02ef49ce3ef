/** `Symbol.dispose` and `Symbol.asyncDispose`, which Node's library names methods by, where the engine has none yet. */
const missing = ['dispose', 'asyncDispose'].filter((name) => !(name in Symbol));

/** Before Node's library is loaded. */
export function addDisposeSymbols(): void {
  for (const name of missing)
    Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`), configurable: true });
}

/** A page has what its engine has. */
export function removeDisposeSymbols(): void {
  for (const name of missing) Reflect.deleteProperty(Symbol, name);
}
