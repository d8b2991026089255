// What the whole is built as: a row for each shape, with what shows it.
import type { Place } from '../../../shared/analysis.ts'
import { isOfProduct } from '../product-files.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import {
  findFileNamed,
  findSymbols,
  foldersNamed,
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

const monorepo: Rule = ({ facts }) => {
  // Where one package has nearly all of the code, those beside it are helpers: then its folders are the parts.
  const packages = facts.parts.filter(({ kind }) => kind === 'package' || kind === 'crate')
  return architecture(
    'monorepo',
    'packages of their own in one repository',
    packages.map(({ place: at }) => at),
    2,
  )
}

const commandLine: Rule = (sources) => {
  // A helper of its makers is a command, too, and says nothing of the whole.
  const starts = entries(sources, 'bin', 'command').flatMap(({ place: at }) => (isOfProduct(at.file) ? [at] : []))
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
    if (parent === null || !(puttingOn.test(name) || (putting.test(name) && ordered.test(parent)))) return false
    return inBetween.test(qualifiedName) || (text.match(/middleware|interceptor/gi) ?? []).length > 1
  })
  const types = findSymbols(sources, (symbol) => isType(symbol) && /^(?:Middleware(?:Func|Interface)?|Interceptor|HandlersChain)$/.test(symbol.name))
  const standing = ({ symbol: { qualifiedName } }: (typeof doors)[number]): number =>
    Number(inBetween.test(qualifiedName)) + Number(/(?:App|Application|Router|Engine|Server|Builder|Stack|Client)\b/.test(qualifiedName))
  const found = [...doors.toSorted((a, b) => standing(b) - standing(a)).slice(0, 3), ...types]
  return doors.length === 0 ? null : architecture('middleware chain', `functions are registered and run one after another (${namesOf(found)})`, placesOf(found))
}

const pluginDoor = /^(?:register|add|use|load|install|enable|apply)_?plugins?$/i
/** The ending of a file's name is an extension, too: such a door counts where something is built to be one. */
const extensionDoor = /^(?:register|add|use|load|install|enable|apply)_?(?:extensions?|addons?)$/i
const pluginKeeper = /(?:Plugin|Extension|Addon)(?:Manager|Registry|Loader)$/
const pluginBase = /^(?:I|Base|Abstract)?(?:Plugin|Extension|Addon)(?:Base|Interface)?$/
const fewestPlugins = 2

const plugin: Rule = (sources) => {
  const bases = findSymbols(sources, (symbol) => isType(symbol) && pluginBase.test(symbol.name))
  const isDoor = ({ name }: ParsedSymbol): boolean => pluginDoor.test(name) || (bases.length > 0 && extensionDoor.test(name))
  const doors = findSymbols(sources, (symbol) =>
    isType(symbol) ? pluginKeeper.test(symbol.name) : /^(?:function|method)$/.test(symbol.kind) && isDoor(symbol),
  )
  const made = findSymbols(sources, ({ extends: parents }) => parents.some((base) => pluginBase.test(base.split(/\.|::/).at(-1) ?? '')))
  const has = [...doors, ...(made.length < fewestPlugins ? [] : [...bases, ...made])]
  const explanation =
    doors.length > 0 ? `code of others is taken in by ${namesOf(doors, 2)}` : `${namesOf(bases, 1)} is what plugins are built on (${namesOf(made, 3)})`
  return architecture('plugin', explanation, placesOf(has))
}

/** From what is asked to what is kept. */
const layerNames = [/^(?:controllers?|handlers?|routes?|routers?|api)$/, /^(?:services?|usecases?)$/, /^(?:repositor(?:y|ies)|dao|models?|entities|domain)$/]

/** Layers are what imports show: each turns to those below it, and none to those above. */
const layered: Rule = (sources) => {
  const layers = layerNames.flatMap((name) => foldersNamed(sources, name)[0] ?? [])
  const edgesBetween = (from: string, to: string): number =>
    [...sources.product]
      .filter((path) => path.startsWith(`${from}/`))
      .flatMap((path) => sources.graph.edgesFrom.get(path) ?? [])
      .filter(({ to: target }) => target.startsWith(`${to}/`)).length
  const isLayered = layers.every(({ folder }, at) => {
    const below = layers.slice(at + 1)
    const down = below.reduce((sum, other) => sum + edgesBetween(folder, other.folder), 0)
    const up = below.reduce((sum, other) => sum + edgesBetween(other.folder, folder), 0)
    return below.length === 0 || (down > 0 && up === 0)
  })
  const names = layers.map(({ folder }) => folder.split('/').at(-1))
  return layers.length < layerNames.length || !isLayered
    ? null
    : architecture('layered', `${names[0]} call ${names[1]}, and those ${names[2]}: a layer turns only to those below it`, placesOf(layers))
}

const topOf = (path: string): string => path.slice(0, path.indexOf('/') + 1)
const isTemplate = (path: string): boolean =>
  /(?:^|\/)(?:views?|templates?)\/.*\.(?:html?|erb|haml|slim|php|jinja2?|j2|ejs|pug|hbs|cshtml|tmpl|twig|ftl|mustache)$/i.test(path) && isOfProduct(path)

const modelViewController: Rule = (sources) => {
  const controllers = findSymbols(sources, (symbol) => isType(symbol) && /[a-z]Controller$/.test(symbol.name))
  const models = foldersNamed(sources, /^(?:models?|entities)$/i)
  const tops = new Set([...sources.product].map(topOf))
  const views = [...sources.repository.paths].filter((path) => isTemplate(path) && tops.has(topOf(path))).sort()
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
const announcement = /^(?:emit|Emit|dispatchEvent|publish|fire|fire_?[Ee]vents?|notifyListeners|send_robust)$/
/** One file that announces has an event, not a design. */
const fewestAnnouncers = 2
const listening = /^(?:on|once|addListener|addEventListener|subscribe|register|listen|connect)$/
/** It descends from one, or lets others announce and listen itself: what it is called says nothing (Signal is a messenger, too). */
const isChannel = (symbol: ParsedSymbol, { symbols }: ParsedFile): boolean => {
  if (!isType(symbol)) return false
  const members = symbols.filter(({ parent }) => parent === symbol.qualifiedName)
  const has = (wanted: RegExp): boolean => members.some(({ name }) => wanted.test(name))
  return symbol.extends.some((base) => channelBase.test(base)) || (has(announcement) && has(listening))
}

const eventDriven: Rule = (sources) => {
  // Of the language that most of it is written in: what a page's scripts or a binding do is not how the program is built.
  const main = familyOf(sources.facts.languages.find(({ name }) => !/^(?:CSS|SCSS|Less|HTML|SQL|Shell)$/.test(name))?.name ?? '')
  const files = productFiles(sources).filter(({ language }) => familyOf(language) === main)
  const channels = findSymbols(sources, (symbol, file) => files.includes(file) && !/\.d\.[cm]?ts$/.test(file.path) && isChannel(symbol, file))
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

/** What asks the system which of many things has happened. */
const asksSystem =
  /\b(?:epoll_wait|kevent|kqueue|aeApiPoll|(?:p?select|poll|ppoll)\s*\(|(?:selector|monitor|poller)\.(?:select|poll)|NIO::Selector|selectors\.\w+)/i

const eventLoop: Rule = (sources) => {
  const loops = findSymbols(
    sources,
    ({ name, kind }, { text }) =>
      /^(?:function|method|class|struct)$/.test(kind) &&
      /^(?:\w*EventLoop|event_?loop|aeMain|aeEventLoop|[A-Z]\w*Reactor|Reactor)$/.test(name) &&
      asksSystem.test(text),
  )
  return architecture('event loop', `one loop waits for what happens and calls whoever is concerned (${namesOf(loops, 2)})`, placesOf(loops))
}

/** Two packages that talk to each other: what a server imports, and what imports its other end. */
const bothEnds: readonly (readonly [server: string, client: string])[] = [
  ['socket.io', 'socket.io-client'],
  ['@trpc/server', '@trpc/client'],
  ['graphql-yoga', '@apollo/client'],
  ['@apollo/server', '@apollo/client'],
]

const talkingEnds: Rule = ({ graph, product, facts }) => {
  const partOf = (path: string): string | null => facts.parts.find((part) => path === part.path || path.startsWith(`${part.path}/`))?.name ?? null
  const usesOf = (name: string): { file: string; line: number }[] =>
    (graph.externals.get(name) ?? []).filter(({ file, typeOnly }) => !typeOnly && product.has(file))
  for (const [server, client] of bothEnds) {
    const [answers] = usesOf(server)
    const [asks] = usesOf(client)
    const [answering, asking] = [answers, asks].map((use) => (use === undefined ? null : partOf(use.file)))
    if (answers === undefined || asks === undefined || answering == null || asking == null || answering === asking) continue
    const packages = `${server} in ${answering} and ${client} in ${asking}`
    return architecture('client-server', `${asking} and ${answering} talk to each other through ${packages}`, [
      place(answers.file, answers.line),
      place(asks.file, asks.line),
    ])
  }
  return null
}

const clientServer: Rule = (sources) => {
  const ends = talkingEnds(sources)
  if (ends !== null) return ends
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
  const [tokens, parser] = stages
  // A token may be one of access, and a parser one of dates: the one has to take what the other gives.
  const isOf = (path: string, { folder }: { folder: string }): boolean => path === folder || path.startsWith(`${folder}/`)
  const isFed = [...sources.product].some(
    (path) =>
      tokens !== undefined &&
      parser !== undefined &&
      isOf(path, parser) &&
      sources.graph.edgesFrom.get(path)?.some(({ to }) => isOf(to, tokens) && !isOf(to, parser)) === true,
  )
  if (!isFed) return null
  return architecture(
    'compiler pipeline',
    `text is cut into tokens, parsed and turned into something else (${stages.map(({ folder }) => folder.split('/').at(-1)).join(', ')})`,
    placesOf(stages),
    stageNames.length,
  )
}

const fewestRoutes = 3

const routingTable: Rule = (sources) => {
  const routes = entries(sources, 'route').filter((entry) => sources.product.has(entry.place.file))
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
