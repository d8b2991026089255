// Code that nobody writes: made of a list while the project is built, or by a command that stands in a comment.
import type { Place } from '../../../../shared/analysis.ts'

export interface GeneratedCode {
  /** What makes it: a build script, or the command of a `go:generate` line. */
  maker: string
  place: Place
  /** What it is made of, as far as the maker names it. */
  from: readonly string[]
  /** Where it is taken in, or what is written. */
  into: Place | null
}

const included = /\binclude!\(\s*concat!\(\s*env!\(\s*"OUT_DIR"\s*\)\s*,\s*"\/?([\w./-]+)"/g
const readByBuild = /(?:read_to_string|File::open|fs::read|from_file|read_dir|include_str!)\(\s*&?"([\w./-]+)"/g
const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length
const at = (file: string, text: string, index: number): Place => ({ file, start_line: lineOf(text, index), end_line: lineOf(text, index) })

/** Rust: `build.rs` writes a file, and a source file takes it in. */
const ofBuildScripts = (texts: ReadonlyMap<string, string>, paths: ReadonlySet<string>): GeneratedCode[] =>
  [...texts].flatMap(([file, text]): GeneratedCode[] => {
    if (!/(?:^|\/)build\.rs$/.test(file)) return []
    const folder = file.slice(0, -'build.rs'.length)
    const from = [...text.matchAll(readByBuild)]
      .map((match) => ({ path: `${folder}${match[1] ?? ''}`, index: match.index }))
      .filter(({ path }) => paths.has(path))
    const takers = [...texts].filter(([path]) => path.startsWith(folder) && path !== file)
    return takers.flatMap(([path, source]) =>
      [...source.matchAll(included)]
        // What is taken in has to be what this script writes.
        .filter(({ 1: name = '' }) => text.includes(`"${name}"`) || text.includes(`/${name}"`))
        .map((match) => ({
          maker: file,
          place: from[0] === undefined ? { file, start_line: 1, end_line: 1 } : at(file, text, from[0].index),
          from: [...new Set(from.map(({ path: source }) => source))],
          into: at(path, source, match.index),
        })),
    )
  })

const generate = /^\/\/go:generate\s+(\S.*)$/gm
const ofComments = (texts: ReadonlyMap<string, string>): GeneratedCode[] =>
  [...texts].flatMap(([file, text]) =>
    file.endsWith('.go')
      ? [...text.matchAll(generate)].map((match) => ({ maker: (match[1] ?? '').trim(), place: at(file, text, match.index), from: [], into: null }))
      : [],
  )

/** `texts`: of the sources by path, build scripts among them; `paths`: of all files that there are. */
export const readGeneratedCode = (texts: ReadonlyMap<string, string>, paths: ReadonlySet<string>): GeneratedCode[] => [
  ...ofBuildScripts(texts, paths),
  ...ofComments(texts),
]
