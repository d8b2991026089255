// What has to be there before the call that a story follows: the object that it is made on, by which function a caller gets
// one, and what its constructor prepares.
import type { CodeSymbol, EntryPoint } from '../../../../shared/analysis.ts'
import { sayCondition } from '../language/code-condition.ts'
import { docPredicate } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { hasPlainNames } from '../language/plain-names.ts'
import { gives } from '../language/signature.ts'
import type { Message, Named, Say } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import { lastSegment, type World } from './world.ts'

const makes = /^(?:new|create|open|make|build|connect|from|of|init|get_?instance|default)(?:$|[A-Z_])/i
const constructorName = /^(?:constructor|__init__|__construct|initialize)$/
const mostPrepared = 3
const fewestWords = 4

/** By the name itself, and not by the mark that stands before it. */
const oneOf = (say: Say, type: Named): string => `${/^[aeiou]/i.test(type.name) ? 'an' : 'a'} ${say.bare(type)}`

const ownerOf = (entry: EntryPoint, world: World): CodeSymbol | null => {
  const parent = entry.symbol === null ? null : (world.findSymbol(entry.symbol, entry.place.file)?.parent ?? null)
  const owner = parent === null ? null : world.findSymbol(parent)
  // What is called on the type itself needs none of it.
  const isStatic = entry.symbol !== null && isOfType.test(world.findSymbol(entry.symbol, entry.place.file)?.signature ?? '')
  return owner !== null && !isStatic && /^(?:class|struct)$/.test(owner.kind) ? owner : null
}
const isOfType = /^[^(]*\bstatic\b/

/** The one that the project's example calls, else the one that bears the type's name, or a maker's. */
const findMaker = (owner: CodeSymbol, { facts }: World): CodeSymbol | null => {
  const example = facts.usage_example?.code ?? ''
  const candidates = facts.symbols.filter(
    ({ kind, name, signature, exported, place, parent }) =>
      (kind === 'function' || kind === 'method') &&
      exported &&
      !isBeside(place.file) &&
      makes.test(name) &&
      (parent === null || parent === owner.qualified_name || parent === `${owner.qualified_name}Builder`) &&
      gives(signature, name, owner.name),
  )
  return (
    candidates.find(({ name }) => new RegExp(`\\b${name}\\(`).test(example)) ??
    candidates.find(({ name }) => name.toLowerCase() === `new${owner.name.toLowerCase()}`) ??
    (candidates.length === 1 ? (candidates[0] ?? null) : null)
  )
}

const makerMessage = (owner: CodeSymbol, world: World): Message | null => {
  const maker = findMaker(owner, world)
  if (maker === null) return null
  const named = world.symbol(maker.qualified_name, maker.place.file)
  const type = world.symbol(owner.qualified_name, owner.place.file)
  const said = maker.doc === null ? null : docPredicate(maker.doc.text, maker.name, true)
  // What the example's calls do has been told with it.
  const isShown = new RegExp(`\\b${maker.name}\\(`).test(world.facts.usage_example?.code ?? '')
  const predicate = said === null || isShown || said.split(' ').length <= fewestWords ? null : said
  return {
    id: 'start-made:0',
    about: named,
    weight: 0.96,
    places: [maker.place, owner.place],
    keywords: [maker.qualified_name, owner.qualified_name],
    forms: [
      ...ways(
        (say) =>
          `before that a caller needs ${oneOf(say, type)}, and ${say.placed(named)} gives one${predicate === null ? '' : `: it ${say.words(predicate)}`}`,
        (say) => `the ${say.bare(type)} to call it on comes from ${say.placed(named)}${predicate === null ? '' : `, which ${say.words(predicate)}`}`,
      ),
      ...styled('technical', (say) => `${say.bare(type)} is obtained from ${say.placed(named)}`),
    ],
  }
}

interface Prepared {
  named: Named
  when: string | null
  line: number
}

/** What the constructor calls, in its order, as far as it can be said when. */
const preparedBy = (made: CodeSymbol, owner: CodeSymbol, world: World): Prepared[] => {
  const found: Prepared[] = []
  for (const { resolved, when, line } of made.calls) {
    const target = world.findResolved(resolved)
    if (target === null || !/^(?:function|method)$/.test(target.kind) || constructorName.test(target.name)) continue
    const condition = when === null ? null : sayCondition(when)
    // What a constructor is given goes by the names that its callers write.
    const isPlain = condition === null ? when === null : hasPlainNames(condition) || /\bisset\(/.test(when ?? '')
    if (!isPlain || target.qualified_name === owner.qualified_name) continue
    // Its own checks and setters say less than what it brings in.
    if (/^_*(?:get|set|is|has|check|valid|assert|super|warn|log|deprecat)/i.test(lastSegment(target.qualified_name))) continue
    const named = world.symbol(target.qualified_name, target.place.file)
    if (!found.some((other) => other.named.key === named.key)) found.push({ named, when: condition, line })
  }
  return found.slice(0, mostPrepared)
}

const constructorMessage = (owner: CodeSymbol, world: World): Message | null => {
  const made = world.facts.symbols.find(
    ({ parent, name, place }) => parent === owner.qualified_name && place.file === owner.place.file && (constructorName.test(name) || name === owner.name),
  )
  // A private one is called by whatever builds it, and a static one once for all.
  const all = made === undefined || /^[^(]*\b(?:private|static)\b/.test(made.signature) ? [] : preparedBy(made, owner, world)
  // Several that are each made only sometimes are no preparation.
  const prepared = all.some(({ when }) => when === null) ? all : all.slice(0, 1)
  if (made === undefined || prepared.length === 0) return null
  const type = world.symbol(owner.qualified_name, owner.place.file)
  const always = prepared.filter(({ when }) => when === null)
  const sometimes = prepared.filter(({ when }) => when !== null)
  const calls = (say: Say): string => {
    const [first] = sometimes
    if (always.length === 0 && first !== undefined && sometimes.length === 1) return `${say.bare(first.named)} ${first.when}`
    const added = sometimes.map(({ named, when }, at) => `${at === 0 && always.length > 0 ? 'and, ' : ''}${when}, ${say.bare(named)}`)
    return [...(always.length === 0 ? [] : [joined(always.map(({ named }) => say.bare(named)))]), ...added].join(', ')
  }
  return {
    id: 'start-constructor:0',
    about: type,
    weight: 0.955,
    places: [made.place, ...prepared.map(({ line }) => ({ file: made.place.file, start_line: line, end_line: line }))],
    keywords: [owner.qualified_name, made.qualified_name],
    forms: [
      ...ways(
        (say) => `when ${oneOf(say, type)} is made, its constructor calls ${calls(say)}`,
        (say) => `what has to be there first is prepared where ${oneOf(say, type)} is made: its constructor calls ${calls(say)}`,
      ),
      ...styled('technical', (say) => `constructor of ${say.bare(type)}: calls ${calls(say)}`),
    ],
  }
}

/** Of the type whose method a typical call begins with. */
export const madeByMessages = (entry: EntryPoint, world: World): Message[] => {
  const owner = ownerOf(entry, world)
  return owner === null ? [] : [makerMessage(owner, world), constructorMessage(owner, world)].filter((message) => message !== null)
}
