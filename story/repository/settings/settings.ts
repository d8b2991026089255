// What can be set from outside, and where it is read: environment variables, command line flags, files, options with
// defaults.
import type { Setting } from '../../../shared/analysis.ts'
import { docAbove } from '../code-facts.ts'
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { isAsidePath } from '../telling-names.ts'
import { findDocumentedOptions, isOptionPage } from './documented-options.ts'
import { findEnvironment, findNamedVariables } from './environment.ts'
import { findFileNames } from './file-names.ts'
import { findFlags } from './flags.ts'
import { findFluentSettings } from './fluent-settings.ts'
import { findMergedOptions } from './merged-options.ts'
import { findOptionTypes } from './option-types.ts'
import { readSettingFile } from './setting-files.ts'

const maxSettings = 200
const maxFiles = 8

interface SettingSources {
  /** Of the project. */
  name: string
  parsed: readonly ParsedFile[]
  /** Text of the files that are there to be edited, by path. */
  files: ReadonlyMap<string, string>
  /** README and pages of documentation. */
  pages: ReadonlyMap<string, string>
  /** Is the name shown to users? What README and documentation speak of comes first. */
  isShown: (name: string) => boolean
  /** Is the type shown as something that users write out? */
  isWritten: (name: string) => boolean
}

export const findSettings = ({ name, parsed, files, pages, isShown, isWritten }: SettingSources): Setting[] => {
  const found: Setting[] = []
  // What only one system has comes behind what the others share.
  for (const file of parsed.toSorted((a, b) => Number(/_windows\./.test(a.path)) - Number(/_windows\./.test(b.path)))) {
    if (isAsidePath(file.path)) continue
    const tests = testsFrom(file)
    found.push(
      ...[
        ...findEnvironment(file),
        ...findNamedVariables(file),
        ...findDeclared(file),
        ...findFlags(file),
        ...findOptionTypes(file, isWritten),
        ...findFluentSettings(file),
        ...findMergedOptions(file),
        ...findDefaults(file),
        ...findFileNames(file, name),
      ].filter(({ kind, place }) => place.start_line < tests && !(fromOutside.test(kind) && isInDocstring(file, place.start_line))),
    )
  }
  // Behind the code that reads them: a file that shows how to set something is not where it is decided.
  found.push(...[...files].flatMap(([path, text]) => readSettingFile(path, text)))
  found.push(...documentedIn(pages, parsed))
  const seen = new Set<string>()
  const distinct = found.filter((one) => one.name !== '' && !seen.has(keyOf(one)) && seen.add(keyOf(one)))
  const fileNames = distinct.filter(({ kind }) => kind === 'file').slice(0, maxFiles)
  // The file that holds them first, then what is set from outside, what a caller fills in, and a field that happens to have a default.
  const reach: Readonly<Record<Setting['kind'], number>> = { environment: 0, flag: 0, file: -2, option: 0.4, setting: 0.7 }
  const rank = (setting: Setting) => (isShown(setting.name) ? 0 : 1) + (setting.description === null ? 0.5 : 0) + reach[setting.kind]
  return distinct
    .filter((setting) => setting.kind !== 'file' || fileNames.includes(setting))
    .map((setting, order) => ({ setting, order }))
    .sort((a, b) => rank(a.setting) - rank(b.setting) || a.order - b.order)
    .slice(0, maxSettings)
    .map(({ setting }) => setting)
}

/** Rust keeps its unit tests at the end of the file that they try: their first line. */
const testsFrom = ({ language, text }: ParsedFile): number => {
  const at = language === 'Rust' ? text.search(/#\[cfg\(test\)\]\s*mod\b/) : -1
  return at < 0 ? Number.POSITIVE_INFINITY : text.slice(0, at).split('\n').length
}

/** The first page with a list of options that the code knows. */
const documentedIn = (pages: ReadonlyMap<string, string>, parsed: readonly ParsedFile[]): Setting[] => {
  const isInCode = (name: string): boolean => parsed.some(({ text }) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text))
  const telling = [...pages]
    .filter(([path]) => isOptionPage(path))
    .toSorted(([a], [b]) => Number(a.includes('/')) - Number(b.includes('/')) || (a < b ? -1 : 1))
  for (const [path, text] of telling) {
    const options = findDocumentedOptions({ path, text }, isInCode)
    if (options.length > 0) return options
  }
  return []
}

const fromOutside = /^(?:environment|flag|file)$/

/** What Python's docstrings show is how others may do it. */
const isInDocstring = ({ language, text }: ParsedFile, line: number): boolean =>
  language === 'Python' &&
  (text
    .split('\n', line - 1)
    .join('\n')
    .match(/"""/g)?.length ?? 0) %
    2 ===
    1

const keyOf = ({ kind, name, of }: Setting): string => `${kind}:${of ?? ''}:${name}`

/** Ruby's `setting :lint, default: false`, where a class says that it can be configured. */
const declaredSetting = /^[ \t]*setting[ (]:(\w+)(?:,\s*default: ([^,\n)]+))?/gm

const findDeclared = (file: ParsedFile): Setting[] => {
  if (file.language !== 'Ruby' || !/\bConfigurable\b/.test(file.text)) return []
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(declaredSetting)].map((match) => {
    const line = lineAt(match.index)
    const owner = file.symbols.findLast((symbol) => /^(?:class|module)$/.test(symbol.kind) && symbol.line <= line && symbol.endLine >= line)
    return {
      name: match[1] ?? '',
      kind: 'option',
      default: match[2]?.replace(/^:/, '').trim() ?? null,
      description: docAbove(file, line),
      of: owner?.qualifiedName ?? null,
      place: { file: file.path, start_line: line, end_line: line },
    }
  })
}

const findDefaults = (file: ParsedFile): Setting[] =>
  file.values
    .filter((value) => value.isSetting)
    .map((value) => ({
      name: value.name,
      kind: 'setting',
      default: value.value,
      description: docAbove(file, value.line),
      of: value.inSymbol,
      place: { file: file.path, start_line: value.line, end_line: value.endLine },
    }))
