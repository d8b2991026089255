// Which language a file is in, by its name alone: Linguist's names, since that is what people see on GitHub. A new
// language at the level of files is a row here; one with symbols also needs a row in `syntax/languages/` and a lexer.

interface LanguageRow {
  name: string
  extensions: readonly string[]
  fileNames?: readonly string[]
  /** What a program is written in: counts as source. Markup, data and configuration don't. */
  programming: boolean
}

const rows: readonly LanguageRow[] = [
  { name: 'JavaScript', extensions: ['js', 'mjs', 'cjs', 'jsx'], programming: true },
  { name: 'TypeScript', extensions: ['ts', 'mts', 'cts'], programming: true },
  { name: 'TSX', extensions: ['tsx'], programming: true },
  { name: 'Python', extensions: ['py', 'pyi', 'pyw'], programming: true },
  { name: 'Go', extensions: ['go'], programming: true },
  { name: 'Rust', extensions: ['rs'], programming: true },
  { name: 'Java', extensions: ['java'], programming: true },
  { name: 'Kotlin', extensions: ['kt', 'kts'], programming: true },
  { name: 'C#', extensions: ['cs'], programming: true },
  { name: 'C', extensions: ['c', 'h'], programming: true },
  { name: 'C++', extensions: ['cc', 'cpp', 'cxx', 'hpp', 'hh', 'hxx', 'ipp', 'inl'], programming: true },
  { name: 'Ruby', extensions: ['rb', 'rake', 'gemspec', 'ru'], fileNames: ['Rakefile', 'Gemfile'], programming: true },
  { name: 'PHP', extensions: ['php', 'phtml'], programming: true },
  { name: 'Swift', extensions: ['swift'], programming: true },
  { name: 'Scala', extensions: ['scala', 'sc'], programming: true },
  { name: 'Groovy', extensions: ['groovy', 'gradle'], programming: true },
  { name: 'Dart', extensions: ['dart'], programming: true },
  { name: 'Objective-C', extensions: ['m', 'mm'], programming: true },
  { name: 'Elixir', extensions: ['ex', 'exs'], programming: true },
  { name: 'Erlang', extensions: ['erl', 'hrl'], programming: true },
  { name: 'Haskell', extensions: ['hs'], programming: true },
  { name: 'OCaml', extensions: ['ml', 'mli'], programming: true },
  { name: 'F#', extensions: ['fs', 'fsx'], programming: true },
  { name: 'Clojure', extensions: ['clj', 'cljs', 'cljc', 'edn'], programming: true },
  { name: 'Lua', extensions: ['lua'], programming: true },
  { name: 'Perl', extensions: ['pl', 'pm'], programming: true },
  { name: 'R', extensions: ['r'], programming: true },
  { name: 'Julia', extensions: ['jl'], programming: true },
  { name: 'Zig', extensions: ['zig'], programming: true },
  { name: 'Nim', extensions: ['nim'], programming: true },
  { name: 'Solidity', extensions: ['sol'], programming: true },
  { name: 'Assembly', extensions: ['asm', 's'], programming: true },
  { name: 'Cuda', extensions: ['cu', 'cuh'], programming: true },
  { name: 'Shell', extensions: ['sh', 'bash', 'zsh', 'fish'], programming: true },
  { name: 'PowerShell', extensions: ['ps1', 'psm1'], programming: true },
  { name: 'Vue', extensions: ['vue'], programming: true },
  { name: 'Svelte', extensions: ['svelte'], programming: true },
  { name: 'Astro', extensions: ['astro'], programming: true },
  { name: 'SQL', extensions: ['sql'], programming: true },
  { name: 'GraphQL', extensions: ['graphql', 'gql'], programming: true },
  { name: 'Protocol Buffer', extensions: ['proto'], programming: true },
  { name: 'CSS', extensions: ['css'], programming: true },
  { name: 'SCSS', extensions: ['scss', 'sass', 'less'], programming: true },
  { name: 'HTML', extensions: ['html', 'htm', 'ejs', 'hbs', 'erb', 'jinja', 'j2', 'twig'], programming: false },
  { name: 'Markdown', extensions: ['md', 'mdx', 'markdown'], programming: false },
  { name: 'reStructuredText', extensions: ['rst'], programming: false },
  { name: 'AsciiDoc', extensions: ['adoc', 'asciidoc'], programming: false },
  { name: 'Text', extensions: ['txt'], programming: false },
  { name: 'JSON', extensions: ['json', 'jsonc', 'json5'], programming: false },
  { name: 'YAML', extensions: ['yml', 'yaml'], programming: false },
  { name: 'TOML', extensions: ['toml'], programming: false },
  { name: 'XML', extensions: ['xml', 'csproj', 'fsproj', 'vbproj', 'props', 'targets', 'plist', 'xsd'], programming: false },
  { name: 'INI', extensions: ['ini', 'cfg', 'conf', 'properties'], programming: false },
  { name: 'CSV', extensions: ['csv', 'tsv'], programming: false },
  { name: 'SVG', extensions: ['svg'], programming: false },
  { name: 'Dockerfile', extensions: ['dockerfile'], fileNames: ['Dockerfile', 'Containerfile'], programming: false },
  { name: 'Makefile', extensions: ['mk'], fileNames: ['Makefile', 'GNUmakefile', 'makefile'], programming: false },
  { name: 'CMake', extensions: ['cmake'], fileNames: ['CMakeLists.txt'], programming: false },
  { name: 'Just', extensions: ['just'], fileNames: ['justfile', 'Justfile'], programming: false },
  { name: 'HCL', extensions: ['tf', 'hcl'], programming: false },
  { name: 'Nix', extensions: ['nix'], programming: false },
  { name: 'Go Module', extensions: ['mod'], fileNames: ['go.mod', 'go.work'], programming: false },
]

const byExtension = new Map(rows.flatMap((row) => row.extensions.map((extension) => [extension, row.name] as const)))
const byFileName = new Map(rows.flatMap((row) => (row.fileNames ?? []).map((name) => [name, row.name] as const)))
const programming = new Set(rows.filter((row) => row.programming).map((row) => row.name))

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')
export const extensionOf = (path: string): string => {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

export const findLanguage = (path: string): string | null => byFileName.get(baseName(path)) ?? byExtension.get(extensionOf(path)) ?? null

export const isProgrammingLanguage = (language: string | null): language is string => language !== null && programming.has(language)

/** Several functions may bear one name there, and what they take tells them apart. */
export const hasOverloads = (language: string): boolean => /^(?:Java|Kotlin|C#|C\+\+)$/.test(language)
