// Kinds that show in functions: those whose names begin alike, and those that requests are led to.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { isBaseVerb } from '../../language/verbs.ts'
import { mark } from '../../telling/marked-names.ts'
import type { World } from '../world.ts'
import { type ExtensionPoint, fewest, mostOfKind } from './point.ts'

const fewestFunctions = 6
/** Verbs that any code is full of: that there are several of them is no pattern to follow. */
const common =
  /^(?:get|set|is|has|to|as|test|bench|print|log|assert|check|expect|init|add|remove|create|make|new|copy|apply|validate|update|delete|find|load|read|write)$/

/** `parse_tuple`, `parse_call` …, `WithInput`, `WithOutput` …: a new case is one more function beside the others. */
export const functionFamilies = (world: World): ExtensionPoint[] => {
  const wordOf = ({ name }: CodeSymbol): string => /^([a-z]+|[A-Z][a-z]+)(?=[A-Z_]\w)/.exec(name)?.[1] ?? ''
  const functions = world.facts.symbols.filter(({ kind, name }) => (kind === 'function' || kind === 'method') && !name.startsWith('_'))
  return [...Map.groupBy(functions, (symbol) => `${symbol.place.file}#${symbol.parent ?? ''}#${wordOf(symbol)}`)]
    .flatMap(([, all]) => {
      const [first] = all
      const word = first === undefined ? '' : wordOf(first)
      const isVerb = isBaseVerb(word.toLowerCase(), 'the') || /^(?:visit|do|on|with|before|after|handle|use)$/i.test(word)
      return first === undefined || all.length < fewestFunctions || word === '' || common.test(word.toLowerCase()) || !isVerb ? [] : [{ first, all, word }]
    })
    .toSorted((a, b) => b.all.length - a.all.length)
    .slice(0, mostOfKind)
    .map(({ first, all, word }, index): ExtensionPoint => {
      const file = world.file(first.place.file)
      return {
        id: `functions:${first.place.file}:${word}`,
        // "Another on method" says nothing.
        what: isBaseVerb(word.toLowerCase(), 'the') && word !== 'do' && word !== 'use' ? `${word} ${first.kind}` : `${first.kind} like ${first.name}`,
        about: file,
        examples: all.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
        places: all.slice(0, 3).map(({ place }) => place),
        how: (say) => `it would stand among the others in ${say.bare(file)} whose names begin with ${mark(word)}`,
        weight: 0.72 - index * 0.1,
      }
    })
}

/** Where requests are led to code. */
export const routes = (world: World): ExtensionPoint[] => {
  // The routes of a library are its users' own; those within are of an example, or of a page for itself.
  if (world.isLibrary) return []
  const all = world.facts.entry_points.filter(({ kind }) => kind === 'route')
  const [most] = [...Map.groupBy(all, ({ place }) => place.file)].toSorted(([, a], [, b]) => b.length - a.length)
  if (most === undefined || most[1].length < fewest) return []
  const [path, own] = most
  const file = world.file(path)
  return [
    {
      id: 'routes',
      what: 'route',
      about: file,
      examples: [],
      places: own.slice(0, 3).map(({ place }) => place),
      how: (say) => `it is registered in ${say.bare(file)}, ${own.length > all.length / 2 ? 'where most of the others are' : 'as others are'}`,
      weight: 0.96,
    },
  ]
}
