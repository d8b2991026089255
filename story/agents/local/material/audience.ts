// For whom a project is made: in its own words where it has some, and by the ways in that it offers.
import type { Place } from '../../../../shared/analysis.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { plain, quoting, styled, ways } from '../telling/ways.ts'
import { purposeSentences } from './purpose.ts'
import { isClause, isRepeat, spoken } from './quoted-sentences.ts'
import { isOfProduct, isOwnMain, servesRequests, startsItself } from './start.ts'
import type { World } from './world.ts'

/** Whoever has this language in hand is who it is for; a compiled one is called and not imported. */
/** What is written in the one is called from the other as well. */
const alsoCalledFrom: Readonly<Record<string, string>> = { TypeScript: 'JavaScript or TypeScript', TSX: 'JavaScript or TypeScript', Kotlin: 'Kotlin or Java' }
const spokenLanguage = (name: string): string => alsoCalledFrom[name] ?? name

/** Where it says what it is, and with that its name. */
const ownPlace = ({ project: { place } }: World): Place[] => (place === undefined ? [] : [place])

/** Nobody's code calls an application, and nobody types it: it is started, and then asked. */
const byRoutes = (world: World): Message[] => {
  const routes = world.facts.entry_points.filter(({ kind }) => kind === 'route')
  const [first] = routes
  if (world.isLibrary || first === undefined) return []
  return [
    {
      id: 'purpose:audience',
      about: world.project,
      weight: 0.92,
      places: [first.place, ...ownPlace(world)],
      forms: [
        ...ways(
          (say) => `${say.bare(world.project)} is no library but an application: it is started, and then answers requests`,
          (say) => `nobody's code calls ${say.bare(world.project)}, for it is an application: once started, it waits for requests`,
        ),
        ...styled('technical', () => 'an application; users send it requests'),
        ...styled('podcast', () => `it's an application that you start, and then people send it requests`),
      ],
    },
  ]
}

/** A program without a manifest that names its command is built under the project's name, as Go's are. */
const programOf = (world: World): { name: string; place: Place } | undefined => {
  const main = world.facts.entry_points.find((entry) => isOwnMain(entry, world.facts) && isOfProduct(entry, world))
  return main === undefined ? undefined : { name: world.facts.name, place: main.place }
}

/** What it says that it is. */
const ownWords = (world: World): string =>
  [
    ...purposeSentences(world)
      .slice(0, 1)
      .map(({ text }) => text),
    ...world.facts.purpose.slice(0, 1).map(({ text }) => text),
  ].join(' ')
const buildsOn = /\b(?:framework|router|toolkit|library|server)\b/i
/** "A micro-framework that turns strings into words" has nothing to do with the web. */
const isOfWeb = /\b(?:web|https?|APIs?|REST\w*|[AW]SGI|rack|routers?|routing)\b/i
const isProgram =
  /\b(?:command|command[- ]line (?!(?:arguments?|options?|pars\w+|interfaces?|apps?|applications?|tools?|programs?)\b)|CLI(?! (?:apps?|applications?|tools?|programs?|framework|librar\w+)\b)|tool|terminal (?!(?:apps?|applications?|formatting|output)\b)|program|utility|(?<!\bfor )\w*servers?|daemon|app|application|site generator|code formatter|linter|reader|shell)\b/i
const isForCode =
  /\b(?:librar(?:y|ies)|frameworks?|toolkit|package|module|crate|gem|SDK|API|middleware|client for|implementation|parser|engine|bindings?)\b|\bfor (?:\w+ )?(?:Ruby|Python|Go|Golang|Rust|Java|Kotlin|Swift|PHP|C|C\+\+|C#|\.NET|Node(?:\.js)?|JavaScript|TypeScript)\b|\b(?:Ruby|Python|Go|Rust|Java|Kotlin|Swift|PHP|\.NET|JavaScript) (?:applications?|programs?|code|developers?)\b/i

/** Told by the ways in, since projects rarely say it of themselves. */
const byWaysIn = (world: World): Message[] => {
  const { entry_points: entries, languages } = world.facts
  // Of several commands the one that bears the project's name, if any, is what people come for.
  const commands = entries.filter(({ kind }) => kind === 'bin')
  const command =
    commands.find(({ name }) => name.toLowerCase() === world.facts.name.toLowerCase()) ??
    (commands.length === 1 ? commands[0] : undefined) ??
    (commands.length === 0 ? programOf(world) : undefined)
  const door = entries.find(({ kind }) => kind === 'library' || kind === 'export')
  const [main] = languages
  if (main === undefined) return []
  // What `npm start` runs is the application, and a command of another name a tool beside it.
  const isApplication = entries.some(({ kind, reason }) => kind === 'main' && reason === 'npm start')
  if (isApplication && command?.name.toLowerCase() !== world.facts.name.toLowerCase()) return byRoutes(world)
  const language = spokenLanguage(main.name)
  const makes = servesRequests(world.facts) && buildsOn.test(ownWords(world)) && isOfWeb.test(ownWords(world)) ? 'build web applications' : 'write programs'
  const base = { id: 'purpose:audience', about: world.project, weight: 0.92 }
  // "A static site generator" whose command was not found: what its users write is not known.
  if (command === undefined && isProgram.test(ownWords(world)) && !isForCode.test(ownWords(world))) return byRoutes(world)
  if (world.isLibrary && !startsItself(world) && door !== undefined) {
    // A tool among others that is built of it is no command that comes with it.
    const isOwn = command !== undefined && commands.some(({ name }) => name === command.name)
    const also = command === undefined || !isOwn ? '' : `; beside that there is ${mark(command.name)}, a command for the terminal`
    return [
      {
        ...base,
        places: [door.place, ...(command === undefined ? [] : [command.place]), ...ownPlace(world)],
        forms: [
          ...ways(
            (say) => `${say.bare(world.project)} is a library for people who ${makes} in ${language}: their own code calls it${also}`,
            (say) => `whoever uses ${say.bare(world.project)} writes ${language} code that calls it${also}`,
          ),
          ...styled(
            'fiction',
            () => `those who come here are people who ${makes} in ${language}, for nothing moves in this town before their code calls${also}`,
          ),
          ...styled(
            'tutorial',
            (say) => `you need ${say.bare(world.project)} if you ${makes} in ${language}: your code calls it, and not the other way round${also}`,
          ),
          ...styled('podcast', () => `it's for people who ${makes} in ${language}, because their code has to call it${also}`),
          ...styled('technical', () => `users: ${language} code that calls it${also}`),
        ],
      },
    ]
  }
  if (command === undefined) return byRoutes(world)
  if (world.isLibrary && door !== undefined && isForCode.test(ownWords(world)) && !isProgram.test(ownWords(world)))
    return [
      {
        ...base,
        places: [command.place, door.place, ...ownPlace(world)],
        forms: [
          ...ways(
            (say) => `${say.bare(world.project)} has two sides: ${language} code calls it, and its command, ${mark(command.name)}, is started beside that`,
            (say) => `${language} programs call ${say.bare(world.project)}, and a command of its own, ${mark(command.name)}, is started as well`,
          ),
          ...styled('technical', () => `users: ${language} code that calls it, and whoever starts ${mark(command.name)}`),
        ],
      },
    ]
  const called = world.isLibrary && door !== undefined ? `; ${language} code can call what is inside, too` : ''
  return [
    {
      ...base,
      places: [command.place, ...(called === '' || door === undefined ? [] : [door.place]), ...ownPlace(world)],
      forms: [
        ...ways(
          (say) => `${say.bare(world.project)} is used from a terminal, where one types ${mark(command.name)}${called}`,
          () => `people start it from a terminal, by the command ${mark(command.name)}${called}`,
        ),
        ...styled('technical', () => `users: whoever types ${mark(command.name)} in a terminal${called}`),
        ...styled('podcast', () => `it's for anybody with a terminal open, and what you type is ${mark(command.name)}${called}`),
      ],
    },
  ]
}

/** "It is designed for …", of the project itself. */
const saysForWhom = (text: string, name: string): boolean =>
  (text.toLowerCase().startsWith(`${name.toLowerCase()} `) || /^(?:it|this (?:library|package|project|module|tool|framework|crate))\b/i.test(text)) &&
  /\b(?:designed|made|meant|intended|built|useful|ideal|suited|written|used)\b.*\b(?:for|to|by|in)\b/i.test(text) &&
  !/\b(?:not|older|version|newer|see|documented)\b/i.test(text)

const inItsWords = (world: World): Message[] => {
  const { facts, project } = world
  const before = purposeSentences(world).map(({ text }) => text)
  const found = facts.audience
    .flatMap((quote) => spoken(quote, facts.name).map((text) => ({ text, quote })))
    .find(({ text }) => saysForWhom(text, facts.name) && isClause(text) && !isRepeat(text, before))
  if (found === undefined) return []
  return [
    {
      id: 'purpose:for-whom',
      about: project,
      weight: 0.9,
      places: [found.quote.place],
      forms: quoting(found.text, [...ways((say) => say.words(found.text)), ...plain((say) => `its README adds: ${say.words(found.text)}`)]),
    },
  ]
}

export const audienceMessages = (world: World): Message[] => [...byWaysIn(world), ...inItsWords(world)]
