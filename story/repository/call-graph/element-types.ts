// What the lists that a type keeps are filled with: `@workers << Processor.new(…)`, `this.rules.push(new Rule(…))`,
// `self.routes: list[Route]`. What runs for each of them is then known.
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'

const script = [
  /\bthis\.(?<field>#?\w+)(?:\.(?:push|add|unshift|set|enqueue)\((?:[^(),\n]{1,40},\s*)?|\[[^\]\n]*\]\s*=\s*)new\s+(?<type>(?:\w+\.)*[A-Z]\w*)/g,
  /\bthis\.(?<field>#?\w+)\s*=\s*[^\n;]*\.map\(\(?[^)=\n]*\)?\s*=>\s*new\s+(?<type>[A-Z]\w*)/g,
  /(?<field>#\w+|(?<![\w#])\w+)[?!]?\s*:\s*(?:readonly\s+)?(?:Map|Record|WeakMap)<[^,<>\n]+,\s*(?<type>[A-Z]\w*)>/g,
  /(?<field>#\w+|(?<![\w#])\w+)[?!]?\s*:\s*(?:ReadonlySet|Set)<(?<type>[A-Z]\w*)>/g,
]

/** How each language fills a list that is a field; the type is the named group `type`, or that of the variable `value`. */
const fillings: Readonly<Record<string, readonly RegExp[]>> = {
  JavaScript: script,
  TypeScript: script,
  TSX: script,
  Ruby: [
    /@(?<field>\w+)\s*(?:<<|\.push\(?|\.add\(?|\[[^\]\n]*\]\s*\|{0,2}=)\s*(?<type>(?:\w+::)*[A-Z]\w*)\.new\b/g,
    /@(?<field>\w+)\s*=[^\n]*\b(?:map|collect)\s*(?:do|\{)\s*(?:\|[^|\n]*\|)?\s*(?<type>(?:\w+::)*[A-Z]\w*)\.new\b/g,
  ],
  Python: [
    /\bself\.(?<field>\w+)(?:\.(?:append|add|appendleft)\(|\.insert\([^(),\n]{1,40},\s*|\[[^\]\n]*\]\s*=\s*)(?<type>(?:\w+\.)*[A-Z]\w*)\(/g,
    /\bself\.(?<field>\w+)(?:\s*:[^=\n]+)?\s*=\s*\[\s*(?<type>(?:\w+\.)*[A-Z]\w*)\(/g,
    /(?:\bself\.|^[ \t]+)(?<field>\w+)\s*:\s*(?:\w+\.)?(?:[Ll]ist|Sequence|MutableSequence|Iterable|Collection|[Ss]et|[Dd]eque)\[\s*["']?(?<type>(?:\w+\.)*[A-Z]\w*)["']?\s*\]/gm,
    /(?:\bself\.|^[ \t]+)(?<field>\w+)\s*:\s*(?:\w+\.)?(?:[Dd]ict|Mapping|MutableMapping|OrderedDict|defaultdict)\[[^,[\]\n]+,\s*["']?(?<type>(?:\w+\.)*[A-Z]\w*)["']?\s*\]/gm,
  ],
  PHP: [
    /\$this->(?<field>\w+)\[[^\]\n]*\]\s*=\s*new\s+(?<type>\\?(?:\w+\\)*[A-Z]\w*)/g,
    /\$this->(?<field>\w+)\[[^\]\n]*\]\s*=\s*\$(?<value>\w+)\s*;/g,
    /\barray_(?:unshift|push)\(\s*\$this->(?<field>\w+),\s*\$(?<value>\w+)\s*\)/g,
  ],
}

/**
 * `Type.field` → the type of what the list in it holds.
 * Nothing where it is filled with this here and with that there.
 */
export const findElementTypes = (files: readonly ParsedFile[]): Map<string, string> => {
  const found = new Map<string, Set<string>>()
  for (const file of files) {
    const patterns = fillings[file.language] ?? []
    const owners = file.symbols.filter(({ kind }) => kind === 'class')
    if (patterns.length === 0 || owners.length === 0) continue
    const lineAt = lineCounter(file.text)
    for (const pattern of patterns)
      for (const { groups, index, 0: whole } of [...file.text.matchAll(pattern)]) {
        const line = lineAt(index + whole.length - 1)
        const owner = innermost(owners, line)
        const type = groups?.type ?? innermost(file.symbols, line)?.types.get(groups?.value ?? '')
        if (owner === undefined || type === undefined) continue
        const key = `${owner.qualifiedName}.${groups?.field ?? ''}`
        found.set(key, (found.get(key) ?? new Set()).add(lastName(type)))
      }
  }
  return new Map([...found].flatMap(([key, [type, other]]) => (type === undefined || other !== undefined ? [] : [[key, type] as const])))
}

const innermost = (symbols: readonly ParsedSymbol[], line: number): ParsedSymbol | undefined =>
  symbols.filter((symbol) => symbol.line <= line && line <= symbol.endLine).reduce<ParsedSymbol | undefined>(shorter, undefined)

const shorter = (least: ParsedSymbol | undefined, symbol: ParsedSymbol): ParsedSymbol =>
  least === undefined || symbol.endLine - symbol.line <= least.endLine - least.line ? symbol : least
