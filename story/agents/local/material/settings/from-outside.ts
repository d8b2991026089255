// What can be set from outside: environment variables, flags, files; what each is for, where it is read, and the value that
// holds when nobody sets it.
import type { Place, Setting } from '../../../../../shared/analysis.ts'
import type { Details } from '../../details/read-details.ts'
import { docPredicate, ownWords } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { plainWords, speakable } from '../../language/plain-words.ts'
import { saysOnlyItsName } from '../../language/says-only-its-name.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Form, Message, Named, Say } from '../../telling/message.ts'
import { claiming, styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'

const roleOfSetting = { environment: 'environment variable', flag: 'flag', option: 'option', file: 'file', setting: 'setting' } as const
export const plainValue = /^(?=.*\w)(?:["']?[\w .,:/-]{1,30}["']?)$/

/** A default that can be said; null for an expression, and for what stands for nothing. */
export const sayableValue = (value: string | null): string | null =>
  value !== null && plainValue.test(value) && value.trim() !== '' && !/^(?:None|null|nil|undefined|False)$/.test(value)
    ? value.replace(/^["']|["']$/g, '')
    : null

/** Fields of what is handed to somebody else's function are no choices of a caller. */
export const isHandedOver = (of: string | null | undefined): boolean =>
  of != null && /(?:Params|Event|Context|ContextConfig|Result|Response|State|Info)$/.test(of)

/** What every command has tells nothing of this one. */
const isUsual = ({ kind, name }: Setting): boolean => kind === 'flag' && /^--(?:help|version)$/.test(name)

/** The words of a page are said of the setting; those of a comment beside the code most often of the code. */
export const isDocumented = ({ kind, description, place }: Setting): boolean =>
  description !== null && (kind === 'flag' || kind === 'option' || description.place.file !== place.file || ofVariable.test(description.text))
const ofVariable = /^(?:The )?environment variable (?:used |that is used |which is used )?(?=to |for )/i

/** Tools that live beside a library are set by those who run them: of the library itself they say nothing. */
const isOfTool = (setting: Setting, world: World): boolean => {
  if (!world.isLibrary || setting.kind !== 'flag') return false
  const part = world.partOf(setting.place.file)
  // A package of its own that none of the others needs, and not among the first.
  const isPackage = part !== null && /^(?:package|crate|module)$/.test(part.kind)
  return part !== null && isPackage && part.used_by.length === 0 && world.facts.parts.indexOf(part) > 2
}

/** What the build reads is fixed when the program runs. */
const isOfTheBuild = ({ place }: Setting): boolean => /(?:^|\/)(?:build\.rs$|build\/|setup\.py$|Makefile$|xtask\/)/.test(place.file)

/** `gunicornc` beside `gunicorn`: the flags of a second command are not those of the first. */
const isOfOtherCommand = ({ kind, place }: Setting, { facts }: World): boolean => {
  const commands = facts.entry_points.filter((entry) => entry.kind === 'bin')
  const own = commands.find(({ name }) => name.toLowerCase() === facts.name.toLowerCase())
  return kind === 'flag' && own !== undefined && own.place.file !== place.file && commands.some((other) => other !== own && other.place.file === place.file)
}

/** From outside, of the product, the best known first. */
const outsideSettings = (world: World): Setting[] => {
  const order = new Map(world.facts.key_files.map(({ path }, index) => [path, index]))
  const standing = (setting: Setting): number =>
    (isDocumented(setting) ? 0 : 400) +
    (isOfTool(setting, world) ? 300 : 0) +
    (isUsual(setting) ? 200 : 0) +
    Math.min(150, order.get(setting.place.file) ?? 150)
  return world.facts.settings
    .filter((setting) => /^(?:environment|flag|file)$/.test(setting.kind) && !isOfOtherCommand(setting, world))
    .map((setting, at) => ({ setting, at }))
    .toSorted((a, b) => standing(a.setting) - standing(b.setting) || a.at - b.at)
    .map(({ setting }) => setting)
}

/** The file that somebody opens to see what can be set; null where nothing can. */
export const findSettingsFile = (world: World): { file: string; settings: Setting[] } | null => {
  const { settings } = world.facts
  // What is set from outside says it best, then what callers choose, then what has a default.
  const outside = settings.filter(
    (setting) => (setting.kind === 'environment' || setting.kind === 'flag') && !isOfTool(setting, world) && !isOfOtherCommand(setting, world),
  )
  const chosen = settings.filter(
    ({ kind, of, place }) =>
      ((kind === 'option' && !/\.(?:md|markdown)$/i.test(place.file)) || (kind === 'setting' && of != null && /config|option|setting|default/i.test(of))) &&
      !isHandedOver(of),
  )
  const counted =
    outside.length >= 3
      ? outside
      : chosen.length >= 2
        ? chosen
        : settings.filter(({ kind, place }) => kind !== 'setting' && !/\.(?:md|markdown)$/i.test(place.file))
  const order = new Map(world.facts.key_files.map(({ path }, index) => [path, index]))
  const standing = (file: string, count: number): number => count / (1 + (order.get(file) ?? 120) / 40)
  const [main] = [...Map.groupBy(counted, ({ place }) => place.file)].toSorted(
    // One option more in a file at the edge does not make that the place to look.
    ([a, first], [b, second]) => standing(b, second.length) - standing(a, first.length),
  )
  return main === undefined ? null : { file: main[0], settings: main[1] }
}

/** Shows how to set something, and reads nothing. */
const isExample = (file: string): boolean => /(?:^|\/)\.env\b/.test(file)

const defaultInWords = /\s*\(?(?:defaults? to|by default|default(?: value)?(?: is|:)) "?([\w./:-]*\w)"?[.)]{0,2}\s*$/i

/** "TCP port to listen on (defaults to 4001)." → the words, and 4001. */
const wordsAndDefault = (setting: Setting): { words: string | null; value: string | null } => {
  const text = setting.description === null || !isDocumented(setting) ? null : (/^[^\n]*?[.!](?=\s|$)|^.*$/s.exec(setting.description.text)?.[0] ?? null)
  const found = text === null ? null : defaultInWords.exec(text)
  // What an example environment holds is an example.
  const own = isExample(setting.place.file) ? null : sayableValue(setting.default)
  return { words: text?.replace(defaultInWords, '').replace(ofVariable, 'Is there ').trim() ?? null, value: own ?? sayableValue(found?.[1] ?? null) }
}

const nounOf = { environment: 'environment variables', flag: 'flags of the command line', file: 'files' } as const
type Outside = keyof typeof nounOf
/** A flag is declared to a library, which reads the command line. */
const verbOf = { environment: 'read', flag: 'declared' } as const

/** One sentence for each way in: what kind of setting is read where. */
const overviewMessages = (settings: readonly Setting[], world: World): Message[] =>
  (['environment', 'flag'] satisfies Outside[]).flatMap((kind): Message[] => {
    const own = settings.filter((setting) => setting.kind === kind && !isUsual(setting) && !isOfTool(setting, world) && !isOfTheBuild(setting))
    const most = [
      ...Map.groupBy(
        own.filter(({ place }) => !isExample(place.file)),
        ({ place }) => place.file,
      ),
    ]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .slice(0, 2)
    const shown = own.filter(({ place }) => most.some(([path]) => path === place.file)).slice(0, 2)
    // Of two names that are told, where these are read.
    const files = most.filter(([path]) => shown.some(({ place }) => place.file === path))
    const [first] = files
    if (first === undefined || own.length < 2) return []
    const where = (say: Say): string => joined(files.map(([path]) => say.bare(world.file(path))))
    const names = shown.map(({ name }) => mark(name))
    const verb = verbOf[kind]
    const places = [...files.flatMap(([, [one]]) => (one === undefined ? [] : [one.place])), ...shown.map(({ place }) => place)]
    return [
      {
        id: `settings:where-${kind}`,
        about: world.file(first[0]),
        weight: 0.96,
        places,
        keywords: [first[0], 'configuration'],
        title: `the ${nounOf[kind]}`,
        forms: [
          ...ways(
            (say) => `it takes ${nounOf[kind]}, which are ${verb} in ${where(say)}; ${joined(names)} are ${own.length === 2 ? 'the two' : 'two of them'}`,
            (say) => `from outside it is set by ${nounOf[kind]} such as ${joined(names)}, and they are ${verb} in ${where(say)}`,
            (say) => `${nounOf[kind]} are one way to configure it: ${joined(names)} for instance are ${verb} in ${where(say)}`,
          ),
          ...styled('technical', (say) => `${nounOf[kind]}, ${joined(names)} among them: ${verb} in ${where(say)}`),
          ...styled('fiction', (say) => `the control room is ${where(say)}, and its levers are ${nounOf[kind]} such as ${joined(names)}`),
        ],
      },
    ]
  })

const meaningForms = (named: Named, said: string, isPredicate: boolean, fallback: string): Form[] =>
  claiming(
    `what ${said}`,
    isPredicate
      ? [
          ...ways(
            (say) => `${say.name(named)} ${say.words(said)}${fallback}`,
            (say) => `then there is ${say.name(named)}, which ${say.words(said)}${fallback}`,
            (say) => `as for ${say.bare(named)}, it ${say.words(said)}${fallback}`,
          ),
          ...styled('tutorial', (say) => `you may set ${say.name(named)}, which ${say.words(said)}${fallback}`),
          ...styled('fiction', (say) => `a lever marked ${say.bare(named)} ${say.words(said)}${fallback}`),
        ]
      : ways(
          (say) => `${say.name(named)} is explained like this: ${say.words(said)}${fallback}`,
          (say) => `of ${say.name(named)} it says: ${say.words(said)}${fallback}`,
          (say) => `the description of ${say.name(named)} runs: ${say.words(said)}${fallback}`,
        ),
  )

/** Where nothing says what it is for: who looks at it, since a function's name most often tells why. */
const readerForms = (setting: Setting, named: Named, fallback: string, world: World): Form[] => {
  const reader = world.findEnclosing(setting.place)
  const file = world.file(setting.place.file)
  const who = (say: Say): string => (reader === null ? say.bare(file) : say.placed(world.symbol(reader.qualified_name, reader.place.file)))
  if (setting.kind === 'flag')
    return ways(
      (say) => `${say.name(named)} is declared in ${who(say)}${fallback}`,
      (say) => `${who(say)} declares ${say.name(named)}${fallback}`,
    )
  return [
    ...ways(
      (say) => `${say.name(named)} is read by ${who(say)}${fallback}`,
      (say) => `${who(say)} looks at ${say.name(named)}${fallback}`,
      (say) => `there is ${say.name(named)}, consulted in ${who(say)}${fallback}`,
    ),
    ...styled('tutorial', (say) => `set ${say.name(named)}, and ${who(say)} will see it${fallback}`),
    ...styled('fiction', (say) => `there is a lever called ${say.bare(named)}, and ${who(say)} listens when it moves${fallback}`),
    ...styled('podcast', (say) => `you can turn ${say.name(named)}, which ${who(say)} reads${fallback}`),
    ...styled('technical', (say) => `${say.name(named)}: read in ${who(say)}${fallback}`),
  ]
}

const mostSettings = 24
const mostUnexplained = 2
/** More is a manual read out. */
const mostFlags = 4

/** `--no-position`, "Whether to display the position panel": the words are of what is there without the flag. */
const turnedOff = ({ kind, name }: Setting, words: string): string | null => {
  const what = kind === 'flag' && /^--no-/.test(name) ? /^whether (?:or not )?to ((?!not\b).+?)[.\s]*$/i.exec(plainWords(words))?.[1] : undefined
  return what === undefined || !speakable(what) ? null : `makes it not ${what}`
}

export const settingMessages = (world: World): Message[] => {
  const settings = outsideSettings(world)
  const overview = overviewMessages(settings, world)
  let unexplained = 0
  let flags = 0
  const each = settings
    .filter((setting) => !isUsual(setting))
    .slice(0, mostSettings)
    .flatMap((setting, index): Message[] => {
      const named: Named = { key: `setting ${setting.name}`, name: setting.name, role: roleOfSetting[setting.kind], home: null, place: setting.place }
      const { words, value } = wordsAndDefault(setting)
      const predicate =
        words === null || saysOnlyItsName(words, [setting.name, 'with', 'display', 'use'])
          ? null
          : (turnedOff(setting, words) ?? docPredicate(words, setting.name, setting.kind === 'flag'))
      const said = predicate ?? (words === null || saysOnlyItsName(words, [setting.name, 'with', 'display', 'use']) ? null : ownWords(words, 24))
      // A flag that is not given is off, or as good as nothing.
      const isNothing = value !== null && setting.kind === 'flag' && /^(?:false|0(?:\.0)?)$/i.test(value)
      const fallback = value === null || isNothing ? '' : `; unless it is set, ${mark(value)} holds`
      const isTool = isOfTool(setting, world)
      // Which file reads them was said with the first of them.
      const isKnown = (value === null || isNothing) && overview.some(({ places }) => places.some((place) => isSamePlace(place, setting.place)))
      if (setting.kind !== 'file' && said === null && (isKnown || ++unexplained > mostUnexplained || isTool)) return []
      if (setting.kind === 'flag' && said !== null && ++flags > mostFlags) return []
      const base = {
        about: named,
        weight: Math.max(0.2, 0.9 - index * 0.035) - (said === null ? 0.15 : 0) - (isTool ? 0.3 : 0),
        places: [setting.place, ...(setting.description === null || said === null ? [] : [setting.description.place])],
        keywords: [setting.name, setting.place.file],
      }
      if (setting.kind === 'file')
        return [
          {
            ...base,
            id: `setting:${setting.name}:file`,
            weight: Math.max(0.955, base.weight),
            title: `settings in ${setting.name}`,
            forms: ways(
              (say) => `settings can stand in a file: ${mark(setting.name)} is the name that ${say.bare(world.file(setting.place.file))} knows it by`,
              (say) => `there is a file for settings, ${mark(setting.name)}, which is named in ${say.bare(world.file(setting.place.file))}`,
            ),
          },
        ]
      return [
        {
          ...base,
          id: `setting:${setting.name}:${said === null ? 'where' : 'what'}`,
          forms: said === null ? readerForms(setting, named, fallback, world) : meaningForms(named, said, predicate !== null, fallback),
        },
      ]
    })
  return [...overview, ...each]
}

const isSamePlace = (one: Place, other: Place): boolean => one.file === other.file && one.start_line === other.start_line

/** That nothing is set from outside is an answer, too. */
export const nothingOutsideMessages = (world: World, { isWithoutEnvironment }: Pick<Details, 'isWithoutEnvironment'>): Message[] => {
  const { facts } = world
  const isSet = facts.settings.some(
    (setting) => setting.kind === 'environment' || setting.kind === 'file' || (setting.kind === 'flag' && !isOfTool(setting, world)),
  )
  const [first] = facts.key_files
  if (!isWithoutEnvironment || !world.isLibrary || isSet || first === undefined) return []
  return [
    {
      id: 'settings:nothing-outside',
      about: null,
      weight: 0.985,
      places: [world.top(first.path)],
      keywords: ['configuration'],
      title: 'configured in code',
      forms: ways(
        () => 'no file of settings and no environment variable is read: whatever is to be decided is decided by the code that uses it',
        () => 'it is configured in code alone, for it reads neither a file of settings nor an environment variable',
      ),
    },
  ]
}
