// What the whole is built as: a row for each shape, with what shows it.
import type { Place } from '../../../shared/analysis.ts'
import type { ParsedSymbol } from '../syntax/parsed-file.ts'
import {
  findFileNamed,
  findSymbols,
  foldersNamed,
  isOfProduct,
  isType,
  namesOf,
  type PatternSources,
  patternOf,
  place,
  placesOf,
  productFiles,
  type Rule,
} from './evidence.ts'

const architecture = patternOf('architecture')

const entries = ({ facts }: PatternSources, ...kinds: string[]): PatternSources['facts']['entry_points'] =>
  facts.entry_points.filter((entry) => kinds.includes(entry.kind))

const argumentParsers =
  /^(?:commander|yargs|minimist|meow|cac|@?oclif\S*|arg|clap|structopt|lexopt|pico-args|argh|bpaf|click|typer|docopt|absl-py|github\.com\/spf13\/(?:cobra|pflag)|github\.com\/urfave\/cli\S*|thor|optparse|picocli|jcommander|System\.CommandLine|swift-argument-parser|symfony\/console|CLI11|cxxopts)$/i

const monorepo: Rule = ({ repository }) => {
  const packages = repository.manifests.filter(({ name, folder }) => name !== null && (folder === '' || isOfProduct(`${folder}/`)))
  // Two manifests in one folder are one package, published in two places.
  const first = packages.filter(({ folder }, index) => packages.findIndex((other) => other.folder === folder) === index)
  return architecture(
    'monorepo',
    'packages of their own in one repository',
    first.map(({ file, line }) => place(file, line)),
    2,
  )
}

const commandLine: Rule = (sources) => {
  const starts = entries(sources, 'bin', 'command').map((entry) => entry.place)
  const parser = sources.facts.dependencies.find(({ name, use_count }) => argumentParsers.test(name) && use_count > 0)
  return architecture('command line program', `a command to start${parser === undefined ? '' : `, its arguments read with ${parser.name}`}`, [
    ...starts,
    ...(parser === undefined || starts.length === 0 ? [] : [parser.place]),
  ])
}

const library: Rule = (sources) => {
  const doors = entries(sources, 'library')
  // Where nobody outside can import it, what is public in it is public inside.
  if (entries(sources, 'bin').length > 0 && !doors.some(({ symbol }) => symbol === null)) return null
  return architecture('library', 'made to be imported by other programs', placesOf(doors))
}

const inBetween = /middleware|interceptor/i
const registering = /^(?:(?:add|use|register|prepend|append)_?(?:middlewares?|interceptor)|before_request|after_request)$/i
/** Words of any language with resources and lists: they count where the code around them speaks of what stands in between. */
const puttingOn = /^(?:use|layer)$/i
const putting = /^(?:push|append|prepend|add|insert_before)$/i
const ordered = /(?:Stack|Chain|Pipeline|Dispatcher|Middleware\w*|Interceptor\w*)$/

const middlewareChain: Rule = (sources) => {
  const doors = findSymbols(sources, ({ name, kind, parent, qualifiedName }, { text }) => {
    if (!/^(?:function|method)$/.test(kind)) return false
    if (registering.test(name)) return true
    const isSpokenOf = inBetween.test(qualifiedName) || (text.match(/middleware|interceptor/gi) ?? []).length > 1
    return parent !== null && isSpokenOf && (puttingOn.test(name) || (putting.test(name) && ordered.test(parent)))
  })
  const types = findSymbols(sources, (symbol) => isType(symbol) && /^(?:Middleware(?:Func|Interface)?|Interceptor|HandlersChain)$/.test(symbol.name))
  const standing = ({ symbol: { qualifiedName } }: (typeof doors)[number]): number =>
    Number(inBetween.test(qualifiedName)) + Number(/(?:App|Application|Router|Engine|Server|Builder|Stack|Client)\b/.test(qualifiedName))
  const found = [...doors.toSorted((a, b) => standing(b) - standing(a)).slice(0, 3), ...types]
  return doors.length === 0 ? null : architecture('middleware chain', `functions are registered and run one after another (${namesOf(found)})`, placesOf(found))
}

const pluginDoor = /^(?:register|add|use|load|install|enable|apply)_?(?:plugins?|extensions?|addons?)$/i
const pluginKeeper = /(?:Plugin|Extension|Addon)(?:Manager|Registry|Loader)$/
const pluginBase = /^(?:I|Base|Abstract)?(?:Plugin|Extension|Addon)(?:Base|Interface)?$/
const fewestPlugins = 2

const plugin: Rule = (sources) => {
  const doors = findSymbols(sources, (symbol) => (isType(symbol) ? pluginKeeper.test(symbol.name) : pluginDoor.test(symbol.name)))
  const bases = findSymbols(sources, (symbol) => isType(symbol) && pluginBase.test(symbol.name))
  const made = findSymbols(sources, ({ extends: bases }) => bases.some((base) => pluginBase.test(base.split(/\.|::/).at(-1) ?? '')))
  const has = [...doors, ...(made.length < fewestPlugins ? [] : [...bases, ...made])]
  const explanation =
    doors.length > 0 ? `code of others is taken in by ${namesOf(doors, 2)}` : `${namesOf(bases, 1)} is what plugins are built on (${namesOf(made, 3)})`
  return architecture('plugin', explanation, placesOf(has))
}

const layered: Rule = (sources) => {
  const found = foldersNamed(sources, /^(?:controllers?|handlers?|routes?|services?|repositor(?:y|ies)|models?|entities|dao|api|domain|usecases?)$/)
  const names = [...new Set(found.map(({ folder }) => folder.split('/').at(-1)))]
  return names.length < 3 ? null : architecture('layered', `folders for ${names.slice(0, 5).join(', ')}`, placesOf(found))
}

const isTemplate = (path: string): boolean =>
  /(?:^|\/)(?:views?|templates?)\/.*\.(?:html?|erb|haml|slim|php|jinja2?|j2|ejs|pug|hbs|cshtml|tmpl|twig|ftl|mustache)$/i.test(path) && isOfProduct(path)

const modelViewController: Rule = (sources) => {
  const controllers = findSymbols(sources, (symbol) => isType(symbol) && /[a-z]Controller$/.test(symbol.name))
  const models = foldersNamed(sources, /^(?:models?|entities)$/i)
  const views = [...sources.repository.paths].filter(isTemplate).sort()
  if (controllers.length < 2 || models[0] === undefined || views[0] === undefined) return null
  return architecture('MVC', `models, views and controllers are kept apart (${namesOf(controllers, 3)})`, [
    ...placesOf(controllers).slice(0, 3),
    models[0].place,
    place(views[0], 1),
  ])
}

const hexagonal: Rule = (sources) => {
  const parts = [/^ports?$/i, /^adapters?$/i, /^(?:domain|core|application)$/i].flatMap((name) => foldersNamed(sources, name)[0] ?? [])
  return architecture('hexagonal', 'ports and adapters around a domain', placesOf(parts), 3)
}

const sameLanguage: Readonly<Record<string, string>> = { TypeScript: 'JavaScript', TSX: 'JavaScript', 'C++': 'C' }
const familyOf = (language: string): string => sameLanguage[language] ?? language

const channelBase = /(?:^|\.)(?:\w*EventEmitter\w*|EventTarget|Evented|EventDispatcher\w*)$/
const channelName = /^(?:Events?(?:Bus|Emitter|Dispatcher|Manager|Hub)|Events|Signals?)$/
const isChannel = (symbol: ParsedSymbol): boolean => isType(symbol) && (channelName.test(symbol.name) || symbol.extends.some((base) => channelBase.test(base)))
const announcement = /^(?:emit|Emit|dispatchEvent|publish|fire|fire_?[Ee]vents?|notifyListeners|send_robust)$/
/** One file that announces has an event, not a design. */
const fewestAnnouncers = 2
const listening = /^(?:on|once|addListener|addEventListener|subscribe|register|listen)$/

const eventDriven: Rule = (sources) => {
  // Of the language that most of it is written in: what a page's scripts or a binding do is not how the program is built.
  const main = familyOf(sources.facts.languages.find(({ name }) => !/^(?:CSS|SCSS|Less|HTML|SQL|Shell)$/.test(name))?.name ?? '')
  const files = productFiles(sources).filter(({ language }) => familyOf(language) === main)
  const channels = findSymbols(sources, (symbol, file) => files.includes(file) && !/\.d\.[cm]?ts$/.test(file.path) && isChannel(symbol))
  // A stream, a queue's client and an emitter of machine code have an `emit` too: only a channel of its own makes events its design.
  if (channels.length === 0) return null
  const callsOf = (wanted: RegExp): { place: Place; name: string }[] =>
    files.flatMap((file) =>
      file.symbols.flatMap((symbol) =>
        symbol.calls
          .filter(({ name, receiver }) => wanted.test(name) && receiver !== null && !/^(?:window|document|process|\w*[Ee]l(?:ement)?)$/.test(receiver))
          .map((call) => ({ place: place(file.path, call.line), name: call.name })),
      ),
    )
  const announced = callsOf(announcement)
  if (new Set(announced.map(({ place: { file } }) => file)).size < fewestAnnouncers || callsOf(listening).length === 0) return null
  return architecture('event-driven', `what happens is announced, and whoever listens reacts (${namesOf(channels, 2)})`, [
    ...placesOf(channels).slice(0, 2),
    ...placesOf(announced),
  ])
}

const eventLoop: Rule = (sources) => {
  const loops = findSymbols(sources, ({ name }) => /^(?:\w*EventLoop|event_?loop|eventLoop|aeMain|aeEventLoop|[A-Z]?\w*Reactor)$/.test(name))
  return architecture('event loop', `one loop waits for what happens and calls whoever is concerned (${namesOf(loops, 2)})`, placesOf(loops))
}

const clientServer: Rule = (sources) => {
  const commands = entries(sources, 'bin', 'command')
  const server = commands.find(({ name }) => /(?:^|[-_])server$/i.test(name))
  const client = commands.find(({ name }) => /(?:^|[-_])(?:cli|client)$/i.test(name))
  if (server !== undefined && client !== undefined)
    return architecture('client-server', `${server.name} answers, ${client.name} asks`, [server.place, client.place])
  const [web] = foldersNamed(sources, /^(?:clients?|frontend|web|ui)$/i)
  const [api] = foldersNamed(sources, /^(?:servers?|backend|api)$/i)
  const above = (folder: string): string => folder.split('/').slice(0, -1).join('/')
  // Deeper down, or apart, they are parts of a library: what it asks with, and what it answers with.
  if (web === undefined || api === undefined || above(web.folder) !== above(api.folder) || web.folder.split('/').length > 2) return null
  return architecture('client-server', `${api.folder} answers, ${web.folder} asks`, [api.place, web.place])
}

const stageNames = [
  /^(?:lexer|scanner|tokenizer|tokens?)$/i,
  /^(?:parsers?|parse|ast|syntax)$/i,
  /^(?:transform(?:er|s)?|passes|codegen|generator|emitter|compile[rd]?|printer|optimizer|interpreter|evaluator|renderer)$/i,
]

const compilerPipeline: Rule = (sources) => {
  const stages = stageNames.flatMap((name) => foldersNamed(sources, name)[0] ?? findFileNamed(sources, name) ?? [])
  return architecture(
    'compiler pipeline',
    `text is cut into tokens, parsed and turned into something else (${stages.map(({ folder }) => folder.split('/').at(-1)).join(', ')})`,
    placesOf(stages),
    stageNames.length,
  )
}

const fewestRoutes = 3

const routingTable: Rule = (sources) => {
  const routes = entries(sources, 'route').filter((entry) => isOfProduct(entry.place.file))
  return architecture(
    'routing table',
    `requests are led to code by route (${routes
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ')})`,
    placesOf(routes),
    fewestRoutes,
  )
}

export const architectureRules: readonly Rule[] = [
  monorepo,
  commandLine,
  library,
  clientServer,
  compilerPipeline,
  modelViewController,
  middlewareChain,
  plugin,
  layered,
  hexagonal,
  eventLoop,
  eventDriven,
  routingTable,
]
