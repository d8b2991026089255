// Architecture, each pattern only with the lines that show it. A row per pattern: what would show it, and where it's seen.
import type { Pattern, Place } from '../../shared/analysis.ts'
import type { FactsSoFar } from './analyze-snapshot.ts'
import type { ImportGraph } from './import-graph.ts'
import type { ScannedRepository } from './resolvers/resolver.ts'
import type { ParsedFile, ParsedSymbol } from './syntax/parsed-file.ts'
import { isAsidePath } from './telling-names.ts'

interface PatternSources {
  facts: FactsSoFar
  parsed: readonly ParsedFile[]
  repository: ScannedRepository
  graph: ImportGraph
}
type Rule = (sources: PatternSources) => Pattern | null

const maxEvidence = 6
const place = (file: string, start_line: number, end_line = start_line): Place => ({ file, start_line, end_line })
const pattern = (name: string, explanation: string, evidence: readonly Place[], least = 1): Pattern | null =>
  evidence.length < least ? null : { name, explanation, evidence: evidence.slice(0, maxEvidence) }

const symbolsOf = (parsed: readonly ParsedFile[], accept: (symbol: ParsedSymbol, file: ParsedFile) => boolean): { place: Place; symbol: ParsedSymbol }[] =>
  parsed.flatMap((file) =>
    file.symbols.filter((symbol) => accept(symbol, file)).map((symbol) => ({ place: place(file.path, symbol.line, symbol.endLine), symbol })),
  )
const placesOf = (found: readonly { place: Place }[]): Place[] => found.map((item) => item.place)
const namesOf = (found: readonly { symbol: ParsedSymbol }[], most = 4): string =>
  [...new Set(found.map(({ symbol }) => symbol.qualifiedName))].slice(0, most).join(', ')

/** Source folders of that name, each shown by its most central file. */
const folders = ({ facts }: PatternSources, name: RegExp): { folder: string; place: Place }[] => {
  const found = new Map<string, Place>()
  for (const file of facts.key_files) {
    const parts = file.path.split('/').slice(0, -1)
    const index = parts.findIndex((part) => name.test(part))
    const folder = parts.slice(0, index + 1).join('/')
    if (index !== -1 && !found.has(folder)) found.set(folder, place(file.path, 1, Math.max(1, file.lines)))
  }
  return [...found].map(([folder, at]) => ({ folder, place: at }))
}

const entries = ({ facts }: PatternSources, ...kinds: string[]): Place[] =>
  facts.entry_points.filter((entry) => kinds.includes(entry.kind)).map((entry) => entry.place)

const implementers = (sources: PatternSources): { base: string; place: Place; by: { place: Place; symbol: ParsedSymbol }[] }[] => {
  const bases = symbolsOf(sources.parsed, (symbol) => /^(?:trait|interface)$/.test(symbol.kind) && symbol.exported)
  return bases
    .map(({ symbol, place: at }) => ({
      base: symbol.name,
      place: at,
      by: symbolsOf(
        sources.parsed,
        (other) => other.extends.some((name) => name.split(/\.|::/).at(-1) === symbol.name) && other.qualifiedName !== symbol.qualifiedName,
      ),
    }))
    .filter(({ by }) => by.length >= 3)
    .sort((a, b) => b.by.length - a.by.length)
}

const argumentParsers =
  /^(?:commander|yargs|minimist|meow|cac|@?oclif\S*|arg|clap|structopt|lexopt|pico-args|argh|bpaf|click|typer|docopt|absl-py|github\.com\/spf13\/(?:cobra|pflag)|github\.com\/urfave\/cli\S*|thor|optparse|picocli|jcommander|System\.CommandLine|swift-argument-parser|symfony\/console|CLI11|cxxopts)$/i

const announcement = /^(?:emit|Emit|dispatchEvent|publish|fire|notifyListeners|send_robust)$/
/** One file that emits has an event, not a design; many events in one file may be the design of a small project. */
const fewestAnnouncers = 2
const manyAnnouncements = 6

const sameLanguage: Readonly<Record<string, string>> = { TypeScript: 'JavaScript', TSX: 'JavaScript', 'C++': 'C' }
const familyOf = (language: string): string => sameLanguage[language] ?? language

/** Of the language that most of it is written in: what a page's scripts or a binding do is not how the program is built. */
const coreFiles = (parsed: readonly ParsedFile[], { languages }: FactsSoFar): ParsedFile[] => {
  const main = familyOf(languages.find(({ name }) => !/^(?:CSS|SCSS|Less|HTML|SQL|Shell)$/.test(name))?.name ?? '')
  return parsed.filter((file) => familyOf(file.language) === main && !isAsidePath(file.path))
}

const rules: readonly Rule[] = [
  ({ repository, facts }) => {
    const packages = repository.manifests.filter(
      (manifest) => manifest.name !== null && !/(?:^|\/)(?:tests?|fixtures?|__fixtures__|examples?|docs?)(?:\/|$)/.test(manifest.folder),
    )
    return packages.length < 2 || facts.parts.length < 2
      ? null
      : pattern(
          'monorepo',
          `${packages.length} packages in one repository`,
          packages.map((manifest) => place(manifest.file, manifest.line)),
          2,
        )
  },
  (sources) => {
    const starts = entries(sources, 'bin', 'command')
    const parser = sources.facts.dependencies.find(({ name, use_count }) => argumentParsers.test(name) && use_count > 0)
    return pattern('command line program', `a command to start${parser === undefined ? '' : `, its arguments read with ${parser.name}`}`, [
      ...starts,
      ...(parser === undefined || starts.length === 0 ? [] : [parser.place]),
    ])
  },
  (sources) => pattern('library', 'made to be imported by other programs', entries(sources, 'library')),
  (sources) => {
    const chain = symbolsOf(
      sources.parsed,
      (symbol) =>
        /^(?:use|Use|addMiddleware|add_middleware|before_request|after_request|UseMiddleware|middleware|Middleware|MiddlewareInterface|next|Next|HandlersChain)$/.test(
          symbol.name,
        ) && /^(?:function|method|type|interface|trait)$/.test(symbol.kind),
    )
    const hasRegistration = chain.some(({ symbol }) => /use|add|before|middleware/i.test(symbol.name))
    return hasRegistration ? pattern('middleware chain', `functions are registered and run one after another (${namesOf(chain)})`, placesOf(chain)) : null
  },
  (sources) => {
    const hooks = symbolsOf(
      sources.parsed,
      (symbol) =>
        /plugin|extension|addon/i.test(symbol.name) &&
        /register|add|use|load|install|apply|Plugin$|Extension$|Plugin\w*(?:Manager|Registry|Loader)$/.test(symbol.name),
    )
    const places = [...placesOf(hooks), ...folders(sources, /^(?:plugins?|extensions?|addons?)$/).map((found) => found.place)]
    return pattern('plugin', hooks.length > 0 ? `code of others is taken in by ${namesOf(hooks, 2)}` : 'a folder of plugins beside the core', places, 2)
  },
  (sources) => {
    const found = folders(sources, /^(?:controllers?|handlers?|routes?|services?|repositor(?:y|ies)|models?|entities|dao|api|domain|usecases?)$/)
    return pattern(
      'layered',
      `folders for ${[...new Set(found.map(({ folder }) => folder.split('/').at(-1)))].slice(0, 5).join(', ')}`,
      found.map((item) => item.place),
      3,
    )
  },
  (sources) => {
    const parts = [/^controllers?$/i, /^models?$/i, /^views?$/i].map((name) => folders(sources, name)[0])
    return parts.every((part) => part !== undefined)
      ? pattern(
          'MVC',
          'models, views and controllers have folders of their own',
          parts.flatMap((part) => (part === undefined ? [] : [part.place])),
        )
      : null
  },
  (sources) => {
    const parts = [/^(?:ports?|interfaces)$/i, /^(?:adapters?|infrastructure)$/i, /^(?:domain|core)$/i].map((name) => folders(sources, name)[0])
    return parts.filter((part) => part !== undefined).length === 3
      ? pattern(
          'hexagonal',
          'ports and adapters around a domain',
          parts.flatMap((part) => (part === undefined ? [] : [part.place])),
        )
      : null
  },
  ({ parsed, facts }) => {
    // Only where the core announces something itself: a page's script that listens to its buttons is no design of the program.
    const core = coreFiles(parsed, facts)
    const found = core.flatMap((file) =>
      file.symbols.flatMap((symbol) =>
        symbol.calls
          .filter((call) => announcement.test(call.name) && call.receiver !== null && !/^(?:window|document|\w*[Ee]l(?:ement)?)$/.test(call.receiver))
          .map((call) => ({ place: place(file.path, call.line), name: call.name, file: file.path })),
      ),
    )
    if (new Set(found.map(({ file }) => file)).size < fewestAnnouncers && found.length < manyAnnouncements) return null
    return pattern(
      'event-driven',
      `what happens is announced, and whoever listens reacts (${[...new Set(found.map(({ name }) => name))].slice(0, 3).join(', ')})`,
      placesOf(found),
      3,
    )
  },
  (sources) => {
    const client = folders(sources, /^(?:clients?|frontend|web|ui)$/i)[0]
    const server = folders(sources, /^(?:servers?|backend|api)$/i)[0]
    return client !== undefined && server !== undefined
      ? pattern('client-server', `${server.folder} answers, ${client.folder} asks`, [server.place, client.place])
      : null
  },
  (sources) => {
    const found = symbolsOf(sources.parsed, (symbol) => /[a-z]Builder$/.test(symbol.name) && /^(?:struct|class)$/.test(symbol.kind))
    return pattern('builder', `objects with many options are made by builders (${namesOf(found)})`, placesOf(found), 2)
  },
  (sources) => {
    const [most] = implementers(sources)
    return most === undefined
      ? null
      : pattern('interface with several implementations', `${most.base} is implemented by ${most.by.length} types (${namesOf(most.by)})`, [
          most.place,
          ...placesOf(most.by),
        ])
  },
  (sources) => {
    const found = symbolsOf(sources.parsed, (symbol) => /Visitor$/.test(symbol.name) && /^(?:class|struct|trait|interface)$/.test(symbol.kind))
    return pattern('visitor', `trees are walked by visitors (${namesOf(found)})`, placesOf(found), 2)
  },
  (sources) => {
    const stages = [
      /^(?:lexer|scanner|tokenizer|tokens?)$/i,
      /^(?:parsers?|parse|ast|syntax)$/i,
      /^(?:transform(?:er|s)?|passes|codegen|generator|emitter|compiler|printer|optimizer)$/i,
    ].map((name) => folders(sources, name)[0] ?? fileNamed(sources, name))
    return stages.filter((stage) => stage !== undefined).length === 3
      ? pattern(
          'compiler pipeline',
          'text is cut into tokens, parsed to a tree and written out again',
          stages.flatMap((stage) => (stage === undefined ? [] : [stage.place])),
        )
      : null
  },
  ({ parsed }) => {
    const found = parsed.flatMap((file) =>
      [...file.fieldTypes]
        .filter(([, type]) => /^(?:Pool|ObjectPool|ArrayPool)$/.test(type))
        .flatMap(([field]) =>
          file.symbols
            .filter((symbol) => symbol.qualifiedName === field.split('.')[0])
            .map((symbol) => ({ place: place(file.path, symbol.line, symbol.endLine), symbol })),
        ),
    )
    return pattern('object pool', `used objects are kept and used again (${namesOf(found)})`, placesOf(found))
  },
  ({ parsed }) => {
    const found = parsed.flatMap((file) =>
      file.symbols.flatMap((symbol) =>
        symbol.calls
          .filter(
            (call) =>
              /^(?:spawn|scope|Thread|ThreadPoolExecutor|ProcessPoolExecutor|newFixedThreadPool|Worker)$/.test(call.name) &&
              /thread|Thread|pool|Pool|scope|^s$|worker|null/.test(`${call.receiver}${call.name}`),
          )
          .map((call) => ({ place: place(file.path, call.line), symbol })),
      ),
    )
    return pattern('worker threads', `work is spread over threads (${namesOf(found, 3)})`, placesOf(found), 2)
  },
  ({ facts }) =>
    pattern(
      'routing table',
      `requests are led to code by route (${facts.entry_points
        .filter(({ kind }) => kind === 'route')
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', ')})`,
      facts.entry_points.filter(({ kind }) => kind === 'route').map((entry) => entry.place),
      3,
    ),
  ({ facts, graph }) => {
    const facade = facts.key_files.find(
      (file) => facts.entry_points.some((entry) => entry.kind === 'library' && entry.place.file === file.path) && file.imports.length >= 4 && file.lines <= 90,
    )
    const edges = facade === undefined ? [] : (graph.edgesFrom.get(facade.path) ?? [])
    return facade === undefined
      ? null
      : pattern(
          'facade',
          `${facade.path} is the one door: it hands on what ${edges.length} files make`,
          edges.flatMap((edge) => (edge.line === null ? [] : [place(edge.from, edge.line)])),
        )
  },
]

const fileNamed = ({ facts }: PatternSources, name: RegExp): { folder: string; place: Place } | undefined => {
  const file = facts.key_files.find(({ path }) => name.test((path.split('/').at(-1) ?? '').replace(/\.\w+$/, '')))
  return file === undefined ? undefined : { folder: file.path, place: place(file.path, 1, Math.max(1, file.lines)) }
}

export const findPatterns = (sources: PatternSources): Pattern[] => rules.flatMap((rule) => rule(sources) ?? [])
