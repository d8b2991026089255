// What one would not expect: facts that go against a name, a habit or a promise. Each rule looks for one kind, and says
// nothing rather than something that might not be so.
import type { Place, Surprise } from '../../shared/analysis.ts'
import type { FactsSoFar } from './analyze-snapshot.ts'
import type { ImportGraph } from './import-graph.ts'
import { baseName, folderOf } from './languages.ts'
import type { CallGraph, LinkedSymbol } from './link-calls.ts'
import type { ParsedFile, ParsedSymbol } from './syntax/read-file.ts'
import { oneLine } from './syntax/row.ts'

interface SurpriseSources {
  facts: FactsSoFar
  parsed: readonly ParsedFile[]
  calls: CallGraph
  graph: ImportGraph
  changelog: { file: string; text: string } | null
}
type Rule = (sources: SurpriseSources) => Surprise[]

const place = (file: string, start_line: number, end_line = start_line): Place => ({ file, start_line, end_line })
const surprise = (
  kind: Surprise['kind'],
  expectation: string,
  fact: string,
  places: Place[],
  more: Partial<Pick<Surprise, 'about' | 'commit'>> = {},
): Surprise => ({
  kind,
  expectation,
  fact,
  about: more.about ?? null,
  places,
  commit: more.commit ?? null,
})
const plainName = (name: string): string => name.toLowerCase().replaceAll('_', '-')
/** 12345 → 12,345. Loading the tables of all locales for this would take longer than the whole rule. */
const inWords = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** Names on a package's surface that are only handed on from another package. */
const handedOn = ({ facts, parsed, graph }: SurpriseSources): { name: string; from: string; place: Place }[] => {
  const entryFiles = new Set(facts.entry_points.filter(({ kind }) => kind === 'library').map((entry) => entry.place.file))
  const surfaces = parsed.filter(
    (file) => entryFiles.has(file.path) || [...entryFiles].some((entry) => graph.edgesFrom.get(entry)?.some((edge) => edge.to === file.path)),
  )
  const found: { name: string; from: string; place: Place }[] = []
  for (const file of surfaces) {
    const externals = new Map<string, string>()
    for (const match of file.text.matchAll(/(?:var|let|const)\s+(\w+)\s*=\s*require\(['"]([^'"./][^'"]*)['"]\)/g)) externals.set(match[1] ?? '', match[2] ?? '')
    file.text.split('\n').forEach((line, index) => {
      const assigned = /^(?:module\.)?exports\.(\w+)\s*=\s*(\w+)(?:\.\w+)?;?\s*$/.exec(line)
      const from = assigned === null ? undefined : externals.get(assigned[2] ?? '')
      if (assigned !== null && from !== undefined && !from.startsWith('node:'))
        found.push({ name: assigned[1] ?? '', from, place: place(file.path, index + 1) })
      const named = /^export\s+\{([^}]+)\}\s+from\s+['"]([^'"./][^'"]*)['"]/.exec(line)
      if (named !== null)
        for (const name of (named[1] ?? '').split(','))
          found.push({
            name:
              name
                .trim()
                .split(/\s+as\s+/)
                .at(-1) ?? '',
            from: named[2] ?? '',
            place: place(file.path, index + 1),
          })
      const crate = /^pub\s+extern\s+crate\s+(\w+)(?:\s+as\s+(\w+))?;/.exec(line)
      if (crate !== null) found.push({ name: crate[2] ?? crate[1] ?? '', from: crate[1] ?? '', place: place(file.path, index + 1) })
    })
  }
  const internal = new Set(facts.parts.map((part) => plainName(part.name)))
  return found.filter(({ name, from }) => name !== '' && !internal.has(plainName(from)))
}

const reexports: Rule = (sources) => {
  const found = handedOn(sources)
  const packages = [...new Set(found.map(({ from }) => from))]
  return packages.slice(0, 4).map((from) => {
    const names = found.filter((item) => item.from === from)
    return surprise(
      'reexport_only',
      `${names
        .map(({ name }) => name)
        .slice(0, 4)
        .join(', ')} would be written here`,
      `${
        names.length === 1
          ? `${names[0]?.name} is`
          : `${names
              .map(({ name }) => name)
              .slice(0, 4)
              .join(', ')} are`
      } only handed on from the package ${from}`,
      names.slice(0, 4).map((item) => item.place),
    )
  })
}

const testsOfOthers: Rule = (sources) => {
  const { facts } = sources
  const outside = new Map(
    facts.dependencies.filter(({ internal, scope }) => !internal && scope === 'runtime').map(({ name, place: at }) => [name.toLowerCase(), { name, at }]),
  )
  const given = new Map(handedOn(sources).map((item) => [item.name.toLowerCase(), item]))
  const own = new Set(facts.symbols.map((symbol) => symbol.qualified_name.toLowerCase()))
  return facts.tests.subjects.slice(0, 8).flatMap((subject, index) => {
    // `res.send.js` tests our own res.send, whatever package may be called send.
    const stem = baseName(subject.file).replace(/\.\w+$/, '')
    if (subject.covers !== null || own.has(stem.toLowerCase())) return []
    const words = baseName(subject.file)
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .split(/[._-]/)
    const other = words.map((word) => outside.get(word)).find((found) => found !== undefined)
    const passed = words.map((word) => given.get(word)).find((found) => found !== undefined)
    const owner = other?.name ?? passed?.from
    if (owner === undefined) return []
    const rank = index === 0 ? 'the longest test file' : 'one of the longest test files'
    return [
      surprise(
        'test_of_dependency',
        'The longest tests would be of code that is here',
        `${rank}, ${subject.file} with ${inWords(subject.lines)} lines, tests what the package ${owner} does`,
        [place(subject.file, 1, Math.max(1, subject.lines)), other?.at ?? passed?.place ?? place(subject.file, 1)],
      ),
    ]
  })
}

/** A doc comment that quotes a value which its code no longer knows, and which the changelog says was removed. */
const staleDocs: Rule = ({ parsed, changelog }) => {
  if (changelog === null) return []
  const removals = changelog.text.split('\n').flatMap((line, index) => (/\b(?:remov|drop|delet|no longer)/i.test(line) ? [{ line, index }] : []))
  return parsed.flatMap((file) =>
    file.symbols.flatMap((symbol) => {
      if (symbol.doc === null) return []
      const doc = file.text
        .split('\n')
        .slice(symbol.doc.line - 1, symbol.doc.endLine)
        .join('\n')
      const body = file.text
        .split('\n')
        .slice(symbol.line - 1, symbol.endLine)
        .join('\n')
      for (const match of doc.matchAll(/["'“]([a-z][a-z-]{2,18})["'”]/g)) {
        const word = match[1] ?? ''
        const removed =
          removals.find(({ line }) => new RegExp(`["'\`“]${word}["'\`”]`).test(line) && line.includes(symbol.name.split('.').at(-1) ?? symbol.name)) ??
          removals.find(({ line }) => new RegExp(`["'\`“]${word}["'\`”]`).test(line) && /magic|special|alias|value|string/i.test(line))
        if (removed !== undefined && !body.includes(word))
          return [
            surprise(
              'doc_contradicts',
              `${symbol.qualifiedName} would do what its comment says`,
              `the comment above ${symbol.qualifiedName} still speaks of “${word}”, which the changelog says was removed`,
              [place(file.path, symbol.doc.line, symbol.doc.endLine), place(file.path, symbol.line, symbol.endLine), place(changelog.file, removed.index + 1)],
              { about: symbol.qualifiedName },
            ),
          ]
      }
      return []
    }),
  )
}

/** One calls the other, and that calls the first again. */
const mutualCalls: Rule = ({ calls }) => {
  const found: Surprise[] = []
  const seen = new Set<string>()
  for (const [id, made] of calls.callsOf) {
    const from = calls.symbols.get(id)
    if (from === undefined) continue
    for (const { call, target } of made) {
      if (target === null || target.id === id) continue
      const back = calls.callsOf.get(target.id)?.find((other) => other.target?.id === id)
      const key = [id, target.id].sort().join(' ')
      if (back === undefined || seen.has(key) || !seen.add(key)) continue
      found.push(
        surprise(
          'cycle',
          `${from.symbol.qualifiedName} would hand the work down once`,
          `${from.symbol.qualifiedName} calls ${target.symbol.qualifiedName}${call.when === null ? '' : ` (when ${call.when})`}, and that calls ${from.symbol.qualifiedName} again`,
          [place(from.file.path, call.line), place(target.file.path, back.call.line)],
          { about: from.symbol.qualifiedName },
        ),
      )
    }
  }
  return found.slice(0, 6)
}

/** Something is built up by several calls, then emptied under a condition: the work came before the check. */
const workBeforeCheck: Rule = ({ parsed }) =>
  parsed
    .flatMap((file) => {
      const lines = file.text.split('\n')
      return file.symbols.flatMap((symbol) => {
        if (symbol.endLine - symbol.line < 25 || !/^(?:function|method)$/.test(symbol.kind)) return []
        for (let at = symbol.line + 10; at < symbol.endLine; at += 1) {
          const name = /^\s+(\w+)\s*=\s*(?:''|""|null|None|nil|\[\]|b""|b'');?\s*$/.exec(lines[at - 1] ?? '')?.[1]
          if (name === undefined) continue
          const before = lines
            .slice(symbol.line, at - 2)
            .flatMap((line, index) =>
              new RegExp(`\\b[\\w.]+\\([^()]*\\b${name}\\b`).test(line) && !/^\s*(?:if|\/\/|#|\*|for|while)\b/.test(line) ? [symbol.line + index + 1] : [],
            )
          const condition = symbol.remarks.findLast((remark) => remark.kind === 'condition' && remark.line < at && remark.endLine >= at)
          if (before.length < 2 || condition === undefined || /^(?:typeof|!|\w+ ===? (?:null|undefined|None))/.test(condition.text)) continue
          const cause = condition.text.split(' → ')[0] ?? ''
          return [
            surprise(
              'work_before_check',
              `${symbol.qualifiedName} would ask first and work afterwards`,
              `${symbol.qualifiedName} has passed ${name} through ${before.length === 2 ? 'two' : 'several'} calls before it asks whether ${oneLine(cause, 60)}, and then empties it`,
              [place(file.path, before[0] ?? at, before.at(-1) ?? at), place(file.path, condition.line, condition.endLine)],
              { about: symbol.qualifiedName },
            ),
          ]
        }
        return []
      })
    })
    .slice(0, 3)

/** An error that is put away in a field, and perhaps raised later by somebody else. */
const storedErrors: Rule = ({ facts, parsed }) =>
  facts.errors
    .filter(({ kind, name }) => kind === 'stored' && !/^(?:e|err|error|exc|ex)\./.test(name))
    .filter((stored, index, all) => all.findIndex((other) => other.name === stored.name) === index)
    .slice(0, 4)
    .map((stored) => {
      const field = stored.name.split('.').at(-1) ?? stored.name
      const later = findSymbolWithLine(parsed, new RegExp(`\\b(?:raise|throw|return)\\b.*\\b${field}\\b`), stored.place)
      const fact = `${stored.in_symbol ?? 'the code'} does not let the error out: it is stored in ${stored.name}${later === null ? '' : `, and ${later.symbol.qualifiedName} raises it later`}`
      return surprise(
        'error_stored',
        'An error would be raised where it happens',
        fact,
        [stored.place, ...(later === null ? [] : [place(later.file.path, later.line)])],
        { about: stored.in_symbol },
      )
    })

const findSymbolWithLine = (parsed: readonly ParsedFile[], pattern: RegExp, except: Place): { file: ParsedFile; symbol: ParsedSymbol; line: number } | null => {
  for (const file of parsed) {
    const index = file.text
      .split('\n')
      .findIndex(
        (line, at) =>
          pattern.test(line) && !/^\s*(?:#|\/\/|\*)/.test(line) && !(file.path === except.file && at + 1 >= except.start_line && at + 1 <= except.end_line),
      )
    const symbol = index === -1 ? undefined : file.symbols.findLast((candidate) => candidate.line <= index + 1 && candidate.endLine >= index + 1)
    if (symbol !== undefined) return { file, symbol, line: index + 1 }
  }
  return null
}

/** Built when first asked for. */
const lazies: Rule = ({ parsed }) =>
  parsed
    .flatMap((file) =>
      file.symbols.flatMap((symbol) =>
        symbol.remarks.flatMap((remark) => {
          const found =
            remark.kind === 'condition'
              ? /^(?:!|not )?\(?([\w.$]+)\)?(?: (?:===?|is|==) (?:null|undefined|None|nil))? → (?:const |let |var )?\1 = (?:new )?([A-Za-z_][\w.]*)\(/.exec(
                  remark.text,
                )
              : null
          if (found === null || !/^!|^not | (?:null|undefined|None|nil) →/.test(remark.text)) return []
          const what = (found[1] ?? '').replace(/^\w+\./, '')
          // Its own getter says so; elsewhere a missing value may only be given its default.
          if (!symbol.name.toLowerCase().replaceAll('_', '').includes(what.toLowerCase().replaceAll('_', ''))) return []
          return [
            surprise(
              'lazy',
              `${what} would be there from the start`,
              `${symbol.qualifiedName} builds ${what} only when it is first asked for, with ${found[2]}`,
              [place(file.path, remark.line, remark.endLine)],
              { about: symbol.qualifiedName },
            ),
          ]
        }),
      ),
    )
    .slice(0, 6)

const defaultsOff: Rule = ({ facts }) =>
  facts.settings
    .filter(
      ({ default: value, name, kind }) =>
        /^false$/i.test(value ?? '') &&
        kind !== 'environment' &&
        /secure|cache|verify|strict|trust|parallel|retry|compress|sanitiz|csrf|cors|ssl|tls/i.test(name),
    )
    .slice(0, 4)
    .map((setting) =>
      surprise('default_off', `${setting.name} would be on`, `${setting.name} is off unless somebody turns it on`, [setting.place], { about: setting.name }),
    )

const massDeletions: Rule = ({ facts }) =>
  (facts.history?.big_changes ?? [])
    .filter(
      ({ deleted_folder, insertions, deletions }) =>
        deleted_folder !== null &&
        deletions >= 300 &&
        insertions < deletions * 0.35 &&
        !/(?:^|\/)(?:tests?|docs?|examples?|vendor|node_modules|bench\w*|fixtures?|support|website|site|\.\w+)(?:\/|$)/.test(deleted_folder ?? ''),
    )
    .slice(0, 3)
    .map((change) =>
      surprise(
        'mass_deletion',
        `${change.deleted_folder} would still be here`,
        `one commit of ${change.date.slice(0, 4)}, “${change.subject}”, deleted ${inWords(change.deletions)} lines and with them ${change.deleted_folder}`,
        [],
        { commit: change.commit },
      ),
    )

const biggestFile: Rule = ({ facts }) => {
  const files = facts.key_files.toSorted((a, b) => b.lines - a.lines)
  const [biggest] = files
  const median = files[Math.floor(files.length / 2)]?.lines ?? 0
  const rank = facts.key_files.findIndex(({ path }) => path === biggest?.path)
  if (biggest === undefined || files.length < 8 || biggest.lines < 1000 || biggest.lines < median * 6 || rank < 2) return []
  return [
    surprise(
      'biggest_file',
      'The longest file would be the centre',
      `the longest file, ${biggest.path} with ${inWords(biggest.lines)} lines, is imported by ${biggest.imported_by === 0 ? 'no other file' : biggest.imported_by === 1 ? 'one file' : `${biggest.imported_by} files`}`,
      [place(biggest.path, 1, biggest.lines)],
    ),
  ]
}

const tinyCore: Rule = ({ facts }) => {
  const runtime = facts.dependencies.filter(({ scope, internal }) => scope === 'runtime' && !internal)
  const [first] = runtime
  if (first === undefined || runtime.length < 15 || facts.counts.source_lines > runtime.length * 250) return []
  const lines = runtime.filter(({ place: at }) => at.file === first.place.file).map(({ place: at }) => at.start_line)
  return [
    surprise(
      'tiny_core',
      `A project of this name would have much code of its own`,
      `its own source is ${inWords(facts.counts.source_lines)} lines in ${facts.counts.source_files} files, and it needs ${runtime.length} packages to run`,
      [place(first.place.file, Math.min(...lines), Math.max(...lines))],
    ),
  ]
}

const heavyTests: Rule = ({ facts }) => {
  const { source_lines, test_lines } = facts.counts
  const [longest] = facts.tests.subjects
  if (longest === undefined || test_lines < source_lines * 1.5 || source_lines < 500) return []
  const times = test_lines / source_lines
  return [
    surprise(
      'test_heavier_than_code',
      'There would be more code than tests',
      `for each line of source there ${times < 2 ? 'is more than one line' : `are about ${Math.round(times)} lines`} of tests: ${inWords(test_lines)} against ${inWords(source_lines)}`,
      [place(longest.file, 1, Math.max(1, longest.lines))],
    ),
  ]
}

const noClasses: Rule = ({ facts, parsed }) => {
  const scripts = parsed.filter((file) => /^(?:JavaScript|TypeScript|Python)$/.test(file.language))
  if (scripts.length < 4 || scripts.length < facts.counts.source_files * 0.8 || scripts.some((file) => file.symbols.some(({ kind }) => kind === 'class')))
    return []
  const [centre] = facts.key_files
  return centre === undefined
    ? []
    : [
        surprise('no_classes', 'Its main objects would be classes', `there is no class in the whole source: objects are put together from functions`, [
          place(centre.path, 1, centre.lines),
        ]),
      ]
}

const noDependencies: Rule = ({ facts }) => {
  const manifest = facts.version_name?.place ?? facts.dependencies[0]?.place
  if (
    manifest === undefined ||
    facts.counts.source_lines < 1000 ||
    facts.dependencies.some(({ scope, internal }) => (scope === 'runtime' || scope === 'peer') && !internal) ||
    facts.counts.packages !== 1
  )
    return []
  return [surprise('no_dependencies', 'It would lean on other packages', 'it needs no other package to run', [manifest])]
}

/** The same work twice on one path. */
const calledTwice: Rule = ({ facts, calls }) => {
  const [path] = facts.call_paths
  if (path === undefined) return []
  const onPath = new Set(path.steps.map(({ symbol, place: at }) => `${at.file}#${symbol}`))
  const found: Surprise[] = []
  for (const id of onPath) {
    const target = calls.symbols.get(id)
    if (target === undefined || target.symbol.endLine - target.symbol.line < 12 || /debug|log|print|trace|assert/i.test(target.symbol.name)) continue
    const callers = new Map<string, { caller: LinkedSymbol; line: number }>()
    for (const from of calls.callersOf.get(id) ?? []) if (onPath.has(from.caller.id) && !callers.has(from.caller.id)) callers.set(from.caller.id, from)
    if (callers.size < 2) continue
    const two = [...callers.values()].slice(0, 3)
    found.push(
      surprise(
        'called_twice',
        `${target.symbol.qualifiedName} would be needed once on the way`,
        `${target.symbol.qualifiedName} is called from ${two.length === 2 ? 'two' : 'three'} places on this path: ${two.map(({ caller }) => caller.symbol.qualifiedName).join(', ')}`,
        two.map(({ caller, line }) => place(caller.file.path, line)),
        { about: target.symbol.qualifiedName },
      ),
    )
  }
  return found.slice(0, 3)
}

/** Folders whose code moved to a dependency of the same name. */
const movedOut: Rule = ({ facts }) =>
  (facts.history?.big_changes ?? []).flatMap((change) => {
    const name = change.deleted_folder === null ? '' : baseName(change.deleted_folder)
    const dependency = facts.dependencies.find((candidate) => candidate.name === name && !candidate.internal && candidate.scope === 'runtime')
    if (dependency === undefined || folderOf(change.deleted_folder ?? '') === '') return []
    return [
      surprise(
        'other',
        `${name} would be part of the project`,
        `${change.deleted_folder} was once here, and is now the dependency ${dependency.name}`,
        [dependency.place],
        { commit: change.commit, about: dependency.name },
      ),
    ]
  })

const rules: readonly Rule[] = [
  workBeforeCheck,
  storedErrors,
  staleDocs,
  movedOut,
  massDeletions,
  reexports,
  testsOfOthers,
  tinyCore,
  noClasses,
  noDependencies,
  mutualCalls,
  lazies,
  biggestFile,
  heavyTests,
  calledTwice,
  defaultsOff,
]

export const findSurprises = (sources: SurpriseSources): Surprise[] => rules.flatMap((rule) => rule(sources))
