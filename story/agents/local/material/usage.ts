// The shortest way to see it at work: what the lines that a newcomer is shown call, in their order. The code itself goes
// beside the text.

import type { Place } from '../../../../shared/analysis.ts'
import { docPredicate } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import { speakable, wordCount } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

const mostCalls = 4
const longestCommand = 6
const notCalls =
  /^(?:if|for|while|switch|function|return|catch|require|import|print|println|puts|fn|func|new|await|async|super|def|main|log|get_?attr|len|str|string|int|lambda)$/
const shellLanguage = /^(?:sh|bash|shell|console|zsh|text|powershell|fish|)$/i
const noise = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*$|(?:^|\s)#(?!\[).*$/gm

const pythonImport = /^\s*from\s+([\w.]+)\s+import\s+([^\n#]+)/gm
const scriptImport = /\{([^{}]*)\}\s*(?:from\s*|=\s*require\(\s*)['"]([^'"]+)['"]/g

/** Names that the example takes from somebody else: `pprint` of Python's own, and not the project's function of that name. */
const foreignNames = (code: string, own: string): ReadonlySet<string> => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const taken = [
    ...[...code.matchAll(pythonImport)].map(([, from = '', names = '']) => ({ from, names })),
    ...[...code.matchAll(scriptImport)].map(([, names = '', from = '']) => ({ from, names })),
  ]
  return new Set(taken.filter(({ from }) => !from.startsWith('.') && !plain(from).includes(plain(own))).flatMap(({ names }) => names.match(/\w+/g) ?? []))
}

/** Names that the example calls and the repository has, as they are written there: `app.use`. */
const callsIn = (code: string, { facts }: World): string[] => {
  const foreign = foreignNames(code, facts.name)
  const known = new Set(facts.symbols.map(({ name }) => name))
  const own = facts.name.toLowerCase()
  const text = code.replace(noise, ' ')
  const found: string[] = []
  for (const match of text.matchAll(/(?:(\bdef |\bfunction |\bfunc |\bfn )|\b([A-Za-z_]\w*)(?:\.|::|->))?\b([A-Za-z_]\w*)\s?\(/g)) {
    const [, defines, receiver, name = ''] = match
    const isKnown = known.has(name) || name.toLowerCase() === own || receiver?.toLowerCase() === own
    if (defines !== undefined || !isKnown || (receiver === undefined && foreign.has(name)) || notCalls.test(name) || name.length < 2) continue
    const written = receiver === undefined ? name : `${receiver}.${name}`
    if (!found.includes(written)) found.push(written)
  }
  return found.slice(0, mostCalls)
}

/** The first line for a terminal that an ear can follow. */
const commandIn = (code: string, { facts }: World): string | null => {
  const own = new Set([facts.name, ...facts.entry_points.flatMap(({ kind, name }) => (kind === 'bin' ? [name] : []))])
  return (
    code
      .split('\n')
      .map((line) => line.replace(/^\s*(?:[$>%#❯]\s*)/, '').trim())
      .find((line) => own.has(line.split(' ')[0] ?? '') && wordCount(line) <= longestCommand && speakable(line) && !/["'(]/.test(line)) ?? null
  )
}

const mostExplained = 2
const fewestWords = 4

/** What the calls of the example do, where one function of that name is meant and a comment says it. */
const explainedCalls = (calls: readonly string[], { facts, symbol }: World): Message[] => {
  const own = facts.name.toLowerCase()
  return calls
    .flatMap((written, index): Message[] => {
      const [name = '', receiver] = written.split('.').toReversed()
      const candidates = facts.symbols.filter((one) => one.name === name && one.exported && /^(?:function|method)$/.test(one.kind) && !isBeside(one.place.file))
      const ofProject = candidates.filter(({ parent }) => parent?.toLowerCase() === own)
      const [found, other] = receiver?.toLowerCase() === own && ofProject.length > 0 ? ofProject.slice(0, 1) : candidates
      const said = found?.doc == null || other !== undefined ? null : docPredicate(found.doc.text, found.name, true)
      if (found === undefined || said === null || wordCount(said) < fewestWords) return []
      const named = symbol(found.qualified_name, found.place.file)
      return [
        {
          id: `usage-call:${index}`,
          about: named,
          weight: 0.86 - index * 0.02,
          places: [found.doc?.place ?? found.place, found.place],
          keywords: [found.qualified_name],
          forms: claiming(`what ${said}`, [
            ...ways(
              (say) => (say.hasTold('usage:example') ? `${say.placed(named)} ${say.words(said)}` : null),
              (say) => (say.hasTold('usage:example') ? `of the calls of this example, ${say.placed(named)} ${say.words(said)}` : null),
            ),
          ]),
        },
      ]
    })
    .slice(0, mostExplained)
}

const inOrder = (names: readonly string[]): string => {
  const [first = '', ...others] = names.map(mark)
  return others.length === 0 ? first : `first ${first}, then ${joined(others)}`
}

/** `class AlbumSchema(Schema):`, `class App extends Component`, `class Clerk < Worker`. */
const heirPattern = /\bclass\s+([A-Z]\w*)\s*(?:\(\s*(?:[a-z_]\w*\.)*([A-Z]\w*)\s*[,)]|(?:extends|<|:)\s*(?:[a-z_]\w*(?:\.|::))*([A-Z]\w*))/g

/** What users write themselves: a type of their own on top of one of the project's. */
const heirMessages = (code: string, { facts, symbol }: World, place: Place): Message[] => {
  const [, heir = '', ...bases] =
    [...code.matchAll(heirPattern)].find(([, , ...others]) => facts.symbols.some(({ name, kind }) => others.includes(name) && isClass.test(kind))) ?? []
  const base = facts.symbols.find(({ name, kind, place: { file } }) => bases.includes(name) && isClass.test(kind) && !isBeside(file))
  if (heir === '' || base === undefined) return []
  const named = symbol(base.qualified_name, base.place.file)
  return [
    {
      id: 'usage:heir',
      about: named,
      weight: 0.92,
      places: [place, base.place],
      keywords: [base.qualified_name],
      forms: [
        ...ways(
          (say) => `users begin with a class of their own: the example derives ${mark(heir)} from ${say.placed(named)}`,
          (say) => `what the example writes first is a class, ${mark(heir)}, on top of ${say.placed(named)}`,
        ),
        ...styled('technical', (say) => `the example subclasses ${say.placed(named)} as ${mark(heir)}`),
      ],
    },
  ]
}
const isClass = /^(?:class|interface|trait)$/

export const usageMessages = (world: World): Message[] => {
  const { facts, project, file } = world
  const example = facts.usage_example
  if (example === null) return []
  const lines = counted(example.code.split('\n').filter((line) => line.trim() !== '').length, 'line')
  const shown = file(example.place.file)
  const command = shellLanguage.test(example.language) ? commandIn(example.code, world) : null
  const calls = command === null ? callsIn(example.code, world) : []
  const heirs = heirMessages(example.code, world, example.place)
  // Lines for a terminal that neither start it nor call it show something else.
  if (command === null && calls.length === 0 && shellLanguage.test(example.language)) return []
  const base = { id: 'usage:example', about: null, weight: 0.7, places: [example.place], example: example.place }
  const forms = (does: string, called: string): Form[] => [
    ...ways(
      (say) => `the example in ${say.name(shown)} is ${lines} long, and it ${does}`,
      (say) => `the shortest way to see ${say.bare(project)} at work stands in ${say.name(shown)}: ${lines}, ${called}`,
    ),
    ...styled('tutorial', (say) => `start from the example in ${say.name(shown)}: it has ${lines}, ${called}`),
    ...styled('podcast', (say) => `if you open ${say.name(shown)}, there's an example of ${lines}, and it ${does}`),
    ...styled('technical', (say) => `example, ${lines} in ${say.name(shown)}: it ${does}`),
  ]
  if (command !== null) return [{ ...base, weight: 0.8, forms: forms(`shows the command ${mark(command)}`, `among them the command ${mark(command)}`) }]
  if (calls.length > 0)
    return [
      { ...base, weight: 0.9, forms: forms(`calls ${inOrder(calls)}`, `which call ${joined(calls.map(mark))}`) },
      ...heirs,
      ...explainedCalls(calls, world),
    ]
  return [
    {
      ...base,
      forms: [
        ...ways(
          (say) => `${say.name(shown)} needs only ${lines} of code to show how ${say.bare(project)} is used`,
          (say) => `the shortest way to see it at work is an example of ${lines} in ${say.name(shown)}`,
        ),
        ...styled('tutorial', (say) => `start from the example in ${say.name(shown)}: it has ${lines}, and it is all you need to have seen`),
        ...styled('podcast', (say) => `if you open ${say.name(shown)}, there's an example of ${lines}, and it shows the whole idea`),
      ],
    },
  ]
}
