// What a caller can choose: objects of options and builders. A library has few settings from outside; these are its knobs.
import type { Place, Quote, Setting } from '../../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { saysOnlyItsName } from '../../language/says-only-its-name.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { claiming, styled, ways } from '../../telling/ways.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'
import { isHandedOver, sayableValue } from './from-outside.ts'

interface Choice {
  name: string
  doc: Quote | null
  place: Place
  value: string | null
}
interface Holder {
  named: Named
  place: Place
  noun: 'option' | 'method' | 'function'
  /** What can be chosen, the best explained first. */
  choices: Choice[]
}

const builderMethod = /^(?:set|with|enable|disable|register|exclude|serialize|use|allow|skip)[A-Z_]/
/** What is added to the builder of the project's own object is how it is set up; of any other it is what that holds. */
const addingMethod = /^add(?:$|[A-Z_])/
const mostHolders = 4
const mostChoices = 5

const explainedFirst = (choices: readonly Choice[]): Choice[] => choices.toSorted((a, b) => Number(b.doc !== null) - Number(a.doc !== null))

/** Of a language with dozens of words those that the project's own pages use are the ones to know. */
const spokenOfFirst = (choices: readonly Choice[], { facts }: World): Choice[] => {
  const pages = [facts.usage_example?.code ?? '', ...facts.explanations.flatMap(({ sentences }) => sentences.map(({ text }) => text))].join('\n')
  const standing = ({ name, doc }: Choice): number => (new RegExp(`\\b${name}\\b`).test(pages) ? 2 : 0) + (doc === null ? 0 : 1)
  return choices.toSorted((a, b) => standing(b) - standing(a))
}

/** What a page lists is told of the page: documented-options.ts. */
export const isPage = (file: string): boolean => /\.(?:md|markdown)$/i.test(file)

const optionHolders = (world: World): Holder[] => {
  const options = world.facts.settings.filter(
    ({ kind, of, name, place }) => kind === 'option' && of != null && !isPage(place.file) && !isHandedOver(of) && /^[\w-]+$/.test(name),
  )
  return [...Map.groupBy(options, ({ of, place }) => `${place.file}#${of}`)].flatMap(([key, settings]): Holder[] => {
    const [first] = settings
    if (first === undefined || settings.length < 2) return []
    const of = key.slice(key.indexOf('#') + 1)
    const symbol = world.findSymbol(of, first.place.file)
    const choices = settings.map(({ name, description, place, default: value }) => ({ name, doc: description, place, value: sayableValue(value) }))
    const isMethod = ({ name, place }: Setting): boolean =>
      // A field has a line, and what hands back its owner more than one.
      place.end_line > place.start_line ||
      world.facts.symbols.some((one) => one.kind === 'method' && one.name === name && one.parent === of && one.place.file === place.file)
    return [
      {
        named: world.symbol(of, first.place.file),
        place: symbol?.place ?? first.place,
        noun: settings.every(isMethod) ? 'method' : 'option',
        choices: explainedFirst(choices),
      },
    ]
  })
}

const builders = (world: World): Holder[] =>
  world.facts.symbols
    .filter(({ kind, name }) => (kind === 'class' || kind === 'struct') && /Builder$|^DSL$|Configurator$/.test(name))
    .flatMap((symbol): Holder[] => {
      const methods = world.facts.symbols.filter(
        ({ parent, place, kind, exported }) => parent === symbol.qualified_name && place.file === symbol.place.file && kind === 'method' && exported,
      )
      // In a language of its own for settings every method that is explained is one.
      const isLanguage = symbol.name === 'DSL'
      const isOfProject = lastSegment(symbol.parent ?? symbol.name.replace(/Builder$/, '')).toLowerCase() === world.facts.name.toLowerCase()
      if (world.facts.settings.some(({ kind, of, place }) => kind === 'option' && of === symbol.qualified_name && place.file === symbol.place.file)) return []
      const choices = methods
        .filter(({ name, doc }) => (isLanguage ? doc !== null && !name.startsWith('_') : builderMethod.test(name) || (isOfProject && addingMethod.test(name))))
        .map(({ name, doc, place }) => ({ name, doc, place, value: null }))
      if (choices.length < 2) return []
      return [
        {
          named: world.symbol(symbol.qualified_name, symbol.place.file),
          place: symbol.place,
          noun: 'method',
          choices: spokenOfFirst(choices, world),
        },
      ]
    })

const fewestFunctions = 3

/** `WithInput(…)`, `WithFilter(…)`: options that are handed over one by one, as functions of one file. */
const functionalOptions = (world: World): Holder[] => {
  const functions = world.facts.symbols.filter(
    ({ kind, name, parent, exported }) => kind === 'function' && parent === null && exported && /^(?:With|with)(?:out)?[A-Z]/.test(name),
  )
  return [...Map.groupBy(functions, ({ place }) => place.file)]
    .filter(([file, own]) => own.length >= fewestFunctions && !isBeside(file))
    .slice(0, 1)
    .map(
      ([file, own]): Holder => ({
        named: world.file(file),
        place: own[0]?.place ?? world.top(file),
        noun: 'function',
        choices: explainedFirst(own.map(({ name, doc, place }) => ({ name, doc, place, value: null }))),
      }),
    )
}

const leadOf = /^[\w$-]+\s*:\s*(?:\([^)]*\)\s*)?/

/** A class of constants, each the name of an option and each with its own words. */
const namedOptions = (world: World): Holder[] => {
  const constants = world.facts.constants.filter(
    ({ in_symbol: of, doc, place }) => of !== null && /Options?$/.test(of) && doc !== null && !isBeside(place.file),
  )
  return [...Map.groupBy(constants, ({ in_symbol: of, place }) => `${place.file}#${of}`)]
    .filter(([, own]) => own.length >= fewestFunctions)
    .map(([key, own]): Holder => {
      const file = key.slice(0, key.indexOf('#'))
      const of = key.slice(key.indexOf('#') + 1)
      return {
        named: world.symbol(of, file),
        place: world.findSymbol(of, file)?.place ?? own[0]?.place ?? world.top(file),
        noun: 'option',
        choices: own.map(({ value, name, doc, place }) => ({
          name: /^[\w-]+$/.test(value) ? value : name,
          doc: doc === null ? null : { ...doc, text: doc.text.replace(leadOf, '') },
          place,
          value: null,
        })),
      }
    })
}

const holderMessages = (holder: Holder, index: number): Message[] => {
  const { named, place, noun, choices } = holder
  const shown = choices.slice(0, 3)
  const names = joined(shown.map(({ name }) => mark(name)))
  // Not every field of such a type is an option to somebody who counts them.
  const amount = `${noun}s`
  const weight = 0.94 - index * 0.12
  // Of what no comment explains the default says a little.
  const valued = shown.find(({ value, doc }) => value !== null && doc === null)
  const fallback = valued === undefined ? '' : `; left alone, ${mark(valued.name)} is ${mark(valued.value ?? '')}`
  return [
    {
      id: `options:${named.key}`,
      about: named,
      weight,
      places: [place, ...shown.map((choice) => choice.place)],
      keywords: [named.key, place.file, 'options', 'configuration'],
      title: `${amount} in ${named.name}`,
      forms: [
        ...ways(
          (say) => `choices are made through ${say.placed(named)}: it has ${amount} such as ${names}${fallback}`,
          (say) => `${say.placed(named)} is where a caller decides, by ${amount} such as ${names}${fallback}`,
        ),
        ...styled('tutorial', (say) => `look for ${say.placed(named)}: its ${amount}, such as ${names}, are your knobs`),
        ...styled(
          'fiction',
          (say) => `visitors with wishes of their own are sent to ${say.placed(named)}, who listens to ${amount}, ${names} among them${fallback}`,
        ),
        ...styled('podcast', (say) => `the place to look is ${say.placed(named)}, with ${amount} like ${names}${fallback}`),
        ...styled('technical', (say) => `${say.placed(named)}: ${amount}, ${names} among them${fallback}`),
      ],
    },
    ...choices.flatMap((choice) => choiceMessages(choice, holder, weight)).slice(0, mostChoices),
  ]
}

/** "Read buffer capacity." of `read_buffer_size`: the name once more, and no word for what it does. */
const beginsWithName = (text: string, name: string): boolean => {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/)
  return words.length > 1 && text.toLowerCase().startsWith(`${words[0]} ${words[1]} `)
}

const choiceMessages = ({ name, doc, place, value }: Choice, { named: holder, noun }: Holder, weight: number): Message[] => {
  if (doc === null) return []
  const named: Named = { key: `${holder.key}.${name}`, name, role: noun, home: null, place }
  const use = /^(?:Call|Use|Invoke) this(?: method)? to (?=[a-z])(.+?)(?=,|[.;](?:\s|$)|$)/.exec(doc.text)?.[1]
  const isName = noun !== 'option' && beginsWithName(doc.text, name)
  const predicate = use !== undefined ? `is there to ${use}` : isName ? null : docPredicate(doc.text, name, noun !== 'option')
  const own = predicate === null ? ownWords(doc.text, 22) : null
  const said = predicate ?? own
  if (said === null || (value === null && saysOnlyItsName(said, [name, holder.name]))) return []
  const fallback = value === null ? '' : `; left alone, it is ${mark(value)}`
  return [
    {
      id: `option:${named.key}`,
      about: named,
      weight: weight - 0.1,
      places: [doc.place, place],
      keywords: [name, holder.name, 'options', 'configuration'],
      forms: claiming(
        `what ${said}`,
        predicate !== null
          ? ways(
              (say) => `${say.name(named)} ${say.words(predicate)}${fallback}`,
              (say) => (say.hasTold(`options:${holder.key}`) ? `of these, ${mark(name)} ${say.words(predicate)}${fallback}` : null),
              (say) => `to ${say.bare(holder)} belongs ${mark(name)}, which ${say.words(predicate)}${fallback}`,
            )
          : ways(
              (say) => `${say.name(named)} is described in these words: ${say.words(said)}${fallback}`,
              (say) => `about ${say.name(named)} the code says: ${say.words(said)}${fallback}`,
              (say) => `${mark(name)}, says its comment, is this: ${say.words(said)}${fallback}`,
            ),
      ),
    },
  ]
}

/** Types that the pages speak of, and types of what is central, come before those of an edge. */
const centralFirst = (holders: readonly Holder[], { facts, partOf }: World): Holder[] => {
  // Of several packages the one that the story follows a call through.
  const entry = facts.call_paths[0]?.steps[0]?.place.file
  const main = entry === undefined ? null : partOf(entry)
  const types = facts.symbols.filter(({ kind }) => /^(?:class|struct|interface|type)$/.test(kind))
  const pages = [facts.usage_example?.code ?? '', ...facts.explanations.flatMap(({ sentences }) => sentences.map(({ text }) => text))].join('\n')
  const files = new Map(facts.key_files.map(({ path }, index) => [path, index]))
  const standing = ({ named, place }: Holder): number => {
    const owner = types.findIndex((type) => type.place.file === place.file && named.name.startsWith(`${type.qualified_name}.`))
    const rank = Math.min(files.get(place.file) ?? fewRanked, owner < 0 ? fewRanked : owner)
    // Every builder is called so: it is known by what it builds.
    const known = /(?:^|\.)Builder$/.test(named.name) ? named.name.replace(/\.?Builder$/, '') : named.name
    const bare = lastSegment(named.name).toLowerCase()
    // `KyOptions` of ky, `Options`: what the project itself takes.
    const isOwn =
      /^(?:options|config|settings)$/.test(bare) ||
      new RegExp(`^${facts.name.toLowerCase().replace(/[^a-z\\d]/g, '')}(?:builder|options|config(?:uration)?|settings)$`).test(bare)
    const isOfMain = main !== null && partOf(place.file) === main
    return (
      rank -
      (isOfMain ? ofMain : 0) -
      (isOwn ? spokenOf : 0) -
      (known !== '' && new RegExp(`\\b${lastSegment(known).replaceAll('$', '\\$')}\\b`).test(pages) ? spokenOf : 0)
    )
  }
  return holders.toSorted((a, b) => standing(a) - standing(b))
}
const fewRanked = 100
const ofMain = 30
/** A type that the pages name stands as high as one so many files further up. */
const spokenOf = 40

/** `most`: of the types and files that choices are made through. */
export const optionMessages = (world: World, most = mostHolders): Message[] =>
  [...functionalOptions(world), ...namedOptions(world), ...centralFirst([...optionHolders(world), ...builders(world)], world)]
    .slice(0, most)
    .flatMap(holderMessages)
