// The colours that GitHub's Linguist gives to languages, as people know them from a repository's page; a language that is
// not here gets a colour from its name, always the same one.
const known: Readonly<Record<string, string>> = {
  C: '#8a8a8a',
  'C#': '#178600',
  'C++': '#f34b7d',
  Clojure: '#db5855',
  CSS: '#663399',
  Dart: '#00b4ab',
  Dockerfile: '#384d54',
  Elixir: '#6e4a7e',
  Erlang: '#b83998',
  Go: '#00add8',
  Haskell: '#5e5086',
  HTML: '#e34c26',
  Java: '#b07219',
  JavaScript: '#f1e05a',
  Julia: '#a270ba',
  Kotlin: '#a97bff',
  Lua: '#2f4fd0',
  'Objective-C': '#438eff',
  OCaml: '#ef7a08',
  Perl: '#0298c3',
  PHP: '#4f5d95',
  PowerShell: '#5391fe',
  Python: '#3572a5',
  R: '#198ce7',
  Ruby: '#b3202c',
  Rust: '#dea584',
  Scala: '#c22d40',
  SCSS: '#c6538c',
  Shell: '#89e051',
  Svelte: '#ff3e00',
  Swift: '#f05138',
  TypeScript: '#3178c6',
  Vue: '#41b883',
  Zig: '#ec915c',
}

/** FNV-1a: small, and the same everywhere. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

export const languageColour = (name: string): string => known[name] ?? `hsl(${hashOf(name) % 360}, 62%, 58%)`
