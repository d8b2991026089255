// Files that are made after one pattern: `flag_bool.go` declares BoolFlag and boolValue, `flag_duration.go` DurationFlag and
// durationValue. What each of them declares with the word that is its own is what another one would declare.
import type { Place } from '../../../../shared/analysis.ts'

export interface AlikeFiles {
  /** In which they lie, or in which each has a folder of its own. */
  folder: string
  /** What all their names have: "flag" of `flag_bool.go`; null where it is the folder that they have in common. */
  affix: string | null
  /** The file that each has in a folder of its own; null where they lie side by side. */
  each: string | null
  /** What those that they declare descend from, where most have it in common. */
  base: string | null
  /** Those that follow the pattern, with what they declare after it. */
  members: readonly { path: string; declares: readonly { name: string; place: Place }[] }[]
  /** Files beside them that name most of them. */
  namedIn: readonly string[]
}

const fewestMembers = 4
/** Of a folder most have to follow it; files that share a word in their names belong together by that. */
const leastShare = 0.6
const leastShareOfNamed = 0.35
const mostDeclared = 3
const fewestDeclared = 2
const leastNamed = 0.8
const mostNaming = 2

const declaration =
  /^\s*(?:(?:export|default|public|internal|async|abstract|final|static|open|sealed|data|partial|pub(?:\([^)]*\))?|template\s*<[^>]*>)\s+)*(?:(?:def|function|fn|func(?:\s+\([^)]*\))?|fun|object|class|struct|interface|trait|type|module|const|enum)\s+)(?:self\.)?([A-Za-z_]\w+)/
/** Behind a type's name. */
const descent = /^[^;{]*?(?:\bextends\s+|\bimplements\s+|\)?\s*:\s*(?:public\s+)?|\s<\s|\()(?:[a-z_]\w*(?:\.|::))*([A-Z]\w+|[a-z]+_\w+)/
/** `<T>(size: Size)`, and `(size: Size,` of a list that goes on in the next line: what a constructor takes. */
const constructorTakes = /^\s*(?:<[^()]*>\s*)?\((?=[^()]*\w\s*:\s*\w)(?:[^()]|\([^()]*\))*(?:\)|$)/
const baseIn = (rest: string): string | null => descent.exec(rest.replace(constructorTakes, ''))?.[1] ?? null
const pathOf = (path: string): { folder: string; base: string; stem: string } => {
  const base = path.split('/').at(-1) ?? path
  return { folder: path.split('/').slice(0, -1).join('/'), base, stem: base.replace(/\.\w+$/, '') }
}
/** "BasicFileSink", "basic_file_sink" and "basic-file-sink" → basic, file, sink. */
const wordsIn = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')

interface Candidate {
  path: string
  /** The words that are its own. */
  own: readonly string[]
}
interface Group {
  folder: string
  affix: string | null
  each: string | null
  candidates: readonly Candidate[]
}

const general = /^(?:index|mod|main|base|common|utils?|types?|helpers?|init|core|lib|doc|setup|factory|manager|registry|all|abstract|interface|default)$/

const groupsOf = (paths: readonly string[]): Group[] => {
  const byFolder = Map.groupBy(paths, (path) => pathOf(path).folder)
  const beside = [...byFolder].flatMap(([folder, files]): Group[] => {
    const split = files.map((path) => ({ path, words: wordsIn(pathOf(path).stem) }))
    const withAffix = (at: 0 | -1): Group[] =>
      [
        ...Map.groupBy(
          split.filter(({ words }) => words.length > 1 && (words.at(at) ?? '').length > 2),
          ({ words }) => words.at(at) ?? '',
        ),
      ].map(([affix, own]) => ({
        folder,
        affix,
        each: null,
        candidates: own.map(({ path, words }) => ({ path, own: at === 0 ? words.slice(1) : words.slice(0, -1) })),
      }))
    const whole: Group = { folder, affix: null, each: null, candidates: split.map(({ path, words }) => ({ path, own: words })) }
    return [...withAffix(0), ...withAffix(-1), ...(folder === '' ? [] : [whole])]
  })
  const inner = [...Map.groupBy(paths, (path) => `${pathOf(pathOf(path).folder).folder}\n${pathOf(path).base}`)].flatMap(([key, files]): Group[] => {
    const [folder = '', each = ''] = key.split('\n')
    const candidates = files.map((path) => ({ path, own: wordsIn(pathOf(pathOf(path).folder).base) }))
    return folder === '' ? [] : [{ folder, affix: null, each, candidates }]
  })
  return [...beside, ...inner].map((group) => ({ ...group, candidates: group.candidates.filter(({ own }) => !general.test(own.join(' '))) }))
}

/** `A *`: nothing but the file's own words. */
const bareTemplate = 3

interface Declared {
  name: string
  base: string | null
  /** With a star in the place of the file's own words. */
  template: string
  place: Place
}

/** Of `flag_bool.go`: boolValue is `* value`, and what has nothing of "bool" in it is none of the pattern. */
const declaredIn = ({ path, own }: Candidate, text: string): Declared[] =>
  text.split('\n').flatMap((line, at): Declared[] => {
    const declared = declaration.exec(line)
    const name = declared?.[1]
    if (declared === null || name === undefined || /^\s{5,}/.test(line)) return []
    const words = wordsIn(name)
    const start = words.findIndex((_, from) => own.every((word, offset) => words[from + offset] === word))
    if (start < 0 || own.length === 0) return []
    const rest = [...words.slice(0, start), '*', ...words.slice(start + own.length)]
    // `Bool` beside `bool`: how it is written belongs to the pattern.
    const template = `${/^[A-Z]/.test(name) ? 'A' : 'a'} ${rest.join(' ')}`
    const isType = /\b(?:class|struct|object)\b/.test(declared[0])
    return [{ name, base: isType ? baseIn(line.slice(declared[0].length)) : null, template, place: { file: path, start_line: at + 1, end_line: at + 1 } }]
  })

const read = ({ folder, affix, each, candidates }: Group, texts: ReadonlyMap<string, string>): Omit<AlikeFiles, 'namedIn'> | null => {
  if (candidates.length < fewestMembers) return null
  const found = candidates.map((candidate) => ({ ...candidate, declared: declaredIn(candidate, texts.get(candidate.path) ?? '') }))
  const counts = new Map<string, number>()
  for (const { declared } of found) for (const template of new Set(declared.map((one) => one.template))) counts.set(template, (counts.get(template) ?? 0) + 1)
  const shared = [...counts]
    .filter(([, count]) => count >= Math.max(fewestMembers, candidates.length * (affix === null ? leastShare : leastShareOfNamed)))
    // In any folder a class is called like its file; a word of the kind beside it makes the pattern.
    .filter(([template]) => affix !== null || each !== null || template.length > bareTemplate)
    .toSorted(([one, a], [other, b]) => Number(other.length > bareTemplate) - Number(one.length > bareTemplate) || b - a)
    .slice(0, mostDeclared)
    .map(([template]) => template)
  if (shared.length === 0) return null
  const members = found.flatMap(({ path, declared }) => {
    const declares = shared.flatMap((template) => declared.find((one) => one.template === template) ?? [])
    const bases = declares.flatMap(({ base }) => base ?? [])
    return declares.length < shared.length ? [] : [{ path, bases, declares: declares.map(({ name, place }) => ({ name, place })) }]
  })
  const [most] = [
    ...Map.groupBy(
      members.flatMap(({ bases }) => bases),
      (one) => one,
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length)
  const isOwn = (name: string): boolean =>
    [...texts.values()].some((text) => new RegExp(`\\b(?:class|interface|struct|trait|protocol|type|object)\\s+(?:[A-Z_]+\\s+)?${name}\\b`).test(text))
  // What is built on somebody else's is no kind of this project.
  const base = most !== undefined && isOwn(most[0]) && most[1].length >= Math.max(fewestMembers, members.length * leastShare) ? most[0] : null
  // Only those that descend from it: it is said of each.
  const own = members.filter(({ bases }) => base === null || bases.includes(base)).map(({ bases: _, ...member }) => member)
  // One name in common is what any folder of types has.
  if (own.length < fewestMembers || (shared.length < fewestDeclared && each === null && base === null)) return null
  return { folder, affix, each, base, members: own }
}

/** `texts`: of the sources by path; `lists`: of files that may name them: manifests and the like. Those with most members first. */
export const readAlikeFiles = (texts: ReadonlyMap<string, string>, lists: ReadonlyMap<string, string>): AlikeFiles[] => {
  const found = groupsOf([...texts.keys()]).flatMap((group) => read(group, texts) ?? [])
  const largest = found.toSorted((a, b) => b.members.length - a.members.length || Number(a.affix === null) - Number(b.affix === null))
  const distinct = largest.filter(
    ({ members }, at) => !largest.slice(0, at).some((before) => members.some(({ path }) => before.members.some((other) => other.path === path))),
  )
  return distinct.map((group) => {
    const paths = new Set(group.members.map(({ path }) => path))
    const marks = group.members.map(({ path }) => (group.each === null ? pathOf(path).stem : pathOf(pathOf(path).folder).base))
    // In a list its name stands by itself; in code only where the file is what is meant.
    const names = (text: string, before: string, after: string): boolean =>
      marks.filter((mark) => new RegExp(`${before}${mark.replace(/[^\w-]/g, '\\$&')}${after}`).test(text)).length >= marks.length * leastNamed
    const namedIn = [
      ...[...lists].filter(([, text]) => names(text, '(?<![\\w-])', '(?![\\w-])')),
      ...[...texts].filter(([path, text]) => !paths.has(path) && names(text, '(?:["\'/]|\\bmod )', '(?:["\'/;]|\\.\\w+["\'])')),
    ].map(([path]) => path)
    return { ...group, namedIn: [...new Set(namedIn)].slice(0, mostNaming) }
  })
}
