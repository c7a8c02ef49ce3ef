/** Simple selectors: `li`, `.row`, `#menu`, `[data-sku]`, `[type="button"]`, these together, `:not()` of one, and lists with commas. */
export interface Selectable {
  readonly localName: string;
  getAttribute(name: string): string | null;
}

const PART = /\*|:not\(([^()]+)\)|([.#])?(-?[\w-]+)|\[([\w-]+)(?:="([^"]*)")?\]/gy;

/** True if the element is one that the selector names. Throws a SyntaxError for what is not understood here. */
export function matchesSelector(element: Selectable, selector: string): boolean {
  return selector.split(',').some((one) => matchesCompound(element, one.trim()));
}

function matchesCompound(element: Selectable, compound: string): boolean {
  let end = 0;
  let isMatch = true;
  for (const [whole, not, sign, name, attribute, value] of compound.matchAll(PART)) {
    end += whole.length;
    if (not !== undefined) isMatch &&= !matchesCompound(element, not);
    else if (attribute !== undefined) {
      const actual = element.getAttribute(attribute);
      isMatch &&= actual !== null && (value === undefined || actual === value);
    } else if (sign === '#') isMatch &&= element.getAttribute('id') === name;
    else if (sign === '.') isMatch &&= classesOf(element).includes(name ?? '');
    else if (name !== undefined) isMatch &&= element.localName === name.toLowerCase();
  }
  if (compound === '' || end !== compound.length)
    throw new SyntaxError(`The page does not understand the selector “${compound}”.`);
  return isMatch;
}

export function classesOf(element: Selectable): string[] {
  return (element.getAttribute('class') ?? '').split(/\s+/).filter((name) => name !== '');
}
