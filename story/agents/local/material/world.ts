// The repository as messages need it: facts, and one name for each thing that is short and still unique.

import { basename } from 'node:path/posix'
import type { CodeSymbol, Dependency, ErrorFact, Part, Place, RepositoryFacts } from '../../../../shared/analysis.ts'
import type { StoryStyle } from '../../../../shared/story.ts'
import { noStages, type Stage, type StagesByPlace } from '../details/stage-comments.ts'
import { plainWords } from '../language/plain-words.ts'
import { withModule, withOwner } from '../language/qualified-name.ts'
import type { Named } from '../telling/message.ts'

/** Errors of a kind can be counted where none was left out. */
export const canBeCounted = (kind: ErrorFact['kind'], { facts }: Pick<World, 'facts'>): boolean => facts.errors_cut?.includes(kind) !== true

/** Some languages import files; in others the files of a package see each other without a word. */
const importingFiles = new Set(['JavaScript', 'TypeScript', 'TSX', 'Python', 'Rust', 'C', 'C++', 'Vue', 'Svelte'])

export interface World {
  /** "import" where files import files, else "use". */
  linkVerb: 'import' | 'use'
  facts: RepositoryFacts
  /** May other code call into it, or is it only started? */
  isLibrary: boolean
  /** The project, as people call it. */
  project: Named
  file: (path: string) => Named
  /** By qualified name, in that file where it is known. */
  symbol: (qualifiedName: string, file?: string) => Named
  findSymbol: (qualifiedName: string, file?: string) => CodeSymbol | null
  /** Behind `file#qualified_name`. */
  findResolved: (resolved: string | null) => CodeSymbol | null
  part: (name: string) => Named
  findPart: (name: string) => Part | null
  /** The part that a file belongs to: the one with the longest path. */
  partOf: (file: string) => Part | null
  dependency: (dependency: Dependency) => Named
  /** Every file of the repository's own. */
  paths: readonly string[]
  /** The function or method that a line stands in; null outside of all that was read. */
  findEnclosing: (place: Place) => CodeSymbol | null
  /** The stages that the comments inside of a function head; of a script where no function is named. */
  stagesOf: (file: string, qualifiedName?: string) => readonly Stage[]
  /** Is there such a folder today? */
  hasFolder: (path: string) => boolean
  /** The first lines of a file, for what is said about the whole of it. */
  top: (path: string) => Place
}

const genericName =
  /^(?:v\d+|cli|core|client|server|sdk|app|api|lib|library|main|monorepo|repo|repository|src|source|code|checkout|js|python|go|node|framework|engine|web|website)$/i

/** "flask" is what the folder is called, "Flask" what the README says. */
const properName = ({ name, purpose }: RepositoryFacts): string => {
  // "httpie/cli" is HTTPie: some repositories are called by what they are within their organisation.
  const defined = genericName.test(name)
    ? purpose.slice(0, 8).flatMap(({ text }) => /^([A-Z][\w.-]{2,24}) (?:CLI )?is (?:an?|the) /.exec(plainWords(text))?.[1] ?? [])[0]
    : undefined
  if (defined !== undefined && !/^(?:It|This|That|There|What|Here)$/.test(defined)) return defined
  const written = purpose
    .slice(0, 12)
    .flatMap(({ text }) => text.match(/[\w.-]+/g) ?? [])
    .filter((word) => word.toLowerCase() === name.toLowerCase())
  return written.find((word) => word !== name) ?? name
}

const genericNames = /^(?:index|mod|main|lib|__init__|__main__|init|types|utils?|common|base|core|doc|errors?|config|package|setup|Makefile|app)(?:\.\w+)?$/i

const roleOfSymbol: Readonly<Record<CodeSymbol['kind'], string>> = {
  function: 'function',
  method: 'method',
  class: 'class',
  interface: 'interface',
  type: 'type',
  enum: 'enum',
  struct: 'struct',
  trait: 'trait',
  module: 'module',
  constant: 'constant',
  variable: 'variable',
  property: 'property',
  macro: 'macro',
}

/** Of `src/main/java/org/…` nobody hears the end: a technical story names the last folders, and the sources beside it the rest. */
const mostHeardSegments = 3

/** An application that answers so many routes is started, and nobody's code calls into it. */
export const fewestRoutes = 3

export const lastSegment = (qualifiedName: string): string => qualifiedName.split(/::|[.#/]/).findLast((segment) => segment !== '') ?? qualifiedName

export const createWorld = (facts: RepositoryFacts, style: StoryStyle, allPaths: readonly string[], stages: StagesByPlace = noStages): World => {
  const folders = new Set(allPaths.flatMap((path) => path.split('/').map((_, depth, segments) => segments.slice(0, depth).join('/'))))
  const sameName = Map.groupBy(allPaths, (path) => basename(path))
  const linesOf = new Map(facts.key_files.map(({ path, lines }) => [path, lines]))
  const fileLabel = (path: string): string => {
    const segments = path.split('/')
    if (style === 'technical' && segments.length <= mostHeardSegments) return path
    const others = (sameName.get(basename(path)) ?? []).filter((other) => other !== path)
    const start = style === 'technical' ? mostHeardSegments - 1 : genericNames.test(basename(path)) ? 2 : 1
    for (let length = start; length < segments.length; length++) {
      const label = segments.slice(-length).join('/')
      if (!others.some((other) => other.endsWith(`/${label}`) || other === label)) return label
    }
    return path
  }
  const top = (path: string): Place => ({ file: path, start_line: 1, end_line: Math.max(1, Math.min(linesOf.get(path) ?? 1, 25)) })
  const byQualified = Map.groupBy(facts.symbols, ({ qualified_name }) => qualified_name)
  const byFile = Map.groupBy(facts.symbols, ({ place }) => place.file)
  const byLast = Map.groupBy(facts.symbols, ({ qualified_name }) => lastSegment(qualified_name))
  const findSymbol = (qualifiedName: string, file?: string): CodeSymbol | null => {
    const all = byQualified.get(qualifiedName) ?? []
    return all.find(({ place }) => place.file === file) ?? all[0] ?? null
  }
  const parts = facts.parts.toSorted((a, b) => b.path.length - a.path.length)
  const partRole = (part: Part): string => (part.kind === 'file' ? 'file' : part.kind)
  const { entry_points: entries } = facts
  return {
    facts,
    isLibrary:
      entries.some(({ kind, symbol }) => kind === 'library' && symbol === null) ||
      // Without a manifest that says what it builds, the best of its entries does.
      (!entries.some(({ kind }) => kind === 'bin') && entries[0]?.kind !== 'main' && entries.filter(({ kind }) => kind === 'route').length < fewestRoutes),
    linkVerb: importingFiles.has(facts.languages[0]?.name ?? '') ? 'import' : 'use',
    // A name like commander.js could be a file's: it stands where the project says what it is.
    project: { key: 'project', name: properName(facts), role: '', home: null, ...(facts.purpose[0] === undefined ? {} : { place: facts.purpose[0].place }) },
    file: (path) => ({ key: `file ${path}`, name: fileLabel(path), role: 'file', home: null, place: top(path) }),
    findSymbol,
    findResolved: (resolved) => {
      if (resolved === null) return null
      const [file = '', ...rest] = resolved.split('#')
      // What is private in JavaScript has the mark in its own name.
      const qualifiedName = rest.join('#')
      return qualifiedName === '' ? null : ((byQualified.get(qualifiedName) ?? []).find(({ place }) => place.file === file) ?? null)
    },
    symbol: (qualifiedName, file) => {
      const found = findSymbol(qualifiedName, file)
      const last = lastSegment(qualifiedName)
      const owner = qualifiedName
        .split(/::|[.#]/)
        // `Till.#serve` is the Till's, too.
        .filter((part) => part !== '')
        .slice(0, -1)
        .at(-1)
      const home = found?.place.file ?? file ?? null
      const isShared = (byLast.get(last)?.length ?? 0) > 1
      // A type is known by its name; only where two bear the same one does a listener need more.
      const isFunction = found === null || found.kind === 'function' || found.kind === 'method' || found.kind === 'macro'
      const hasOwner = owner !== undefined && owner !== ''
      const needsMore = isFunction || isShared || last.length <= 3
      const shortest = !needsMore ? last : hasOwner ? withOwner(last, owner, isShared) : withModule(last, home, isShared)
      const ownerPlace = owner !== undefined && shortest !== last ? findSymbol(found?.parent ?? owner, home ?? undefined)?.place : undefined
      return {
        ...(ownerPlace === undefined ? {} : { also: ownerPlace }),
        ...(found === null ? {} : { place: found.place }),
        key: `symbol ${home ?? ''}#${qualifiedName}`,
        name: shortest,
        role: found === null ? 'function' : roleOfSymbol[found.kind],
        home: home === null ? null : fileLabel(home),
      }
    },
    findPart: (name) => facts.parts.find((part) => part.name === name) ?? null,
    part: (name) => {
      const part = facts.parts.find((candidate) => candidate.name === name)
      return { ...(part === undefined ? {} : { place: part.place }), key: `part ${name}`, name, role: part === undefined ? 'part' : partRole(part), home: null }
    },
    partOf: (file) => parts.find(({ path }) => path === '' || path === '.' || file === path || file.startsWith(`${path}/`)) ?? null,
    dependency: ({ name, ecosystem, place }) => ({
      key: `dependency ${name}`,
      place,
      // An address is for the tool that fetches it; people call a module by its last words.
      name: ecosystem === 'go' && style !== 'technical' ? name.replace(/^github\.com\/|\/v\d+$/g, '') : name,
      role: ecosystem === 'cargo' ? 'crate' : ecosystem === 'go' ? 'module' : 'package',
      home: null,
    }),
    top,
    paths: allPaths,
    findEnclosing: ({ file, start_line: line }) =>
      (byFile.get(file) ?? [])
        .filter(({ kind, place }) => (kind === 'function' || kind === 'method') && place.start_line <= line && place.end_line >= line)
        .toSorted((a, b) => b.place.start_line - a.place.start_line)[0] ?? null,
    stagesOf: (file, qualifiedName) => stages.get(qualifiedName === undefined ? file : `${file}#${qualifiedName}`) ?? [],
    hasFolder: (path) => folders.has(path.replace(/\/$/, '')),
  }
}
