// Files that exist to be edited by whoever runs the program: an example environment, application properties, a sample
// configuration. What is set there has a name, a default and often its own words.
import type { Setting } from '../../../shared/analysis.ts'
import { isReadable, plainInline, sentencesOf } from '../prose.ts'

const settingFile =
  /(?:^|\/)(?:\.env\.(?:example|sample|template|dist|defaults?)|(?:src\/main\/resources\/)?application\.(?:properties|ya?ml)|appsettings\.json)$|^[\w-]+\.conf(?:\.(?:example|sample))?$/
const maxOfFile = 60

export const isSettingFile = (path: string): boolean => settingFile.test(path) && !/(?:^|\/)(?:tests?|fixtures?|node_modules)\//.test(path)

const forms: readonly { file: RegExp; kind: Setting['kind']; line: RegExp }[] = [
  { file: /\.env\.\w+$/, kind: 'environment', line: /^#?\s?([A-Z][A-Z\d_]{2,})=(.*)$/ },
  { file: /\.properties$/, kind: 'setting', line: /^([a-z][\w.-]+)\s*=\s*(.*)$/ },
  { file: /appsettings\.json$/, kind: 'setting', line: /^ {2}"([\w:.]+)":\s*(?:"([^"]*)"|([\d.]+|true|false))/ },
  { file: /\.conf(?:\.\w+)?$/, kind: 'setting', line: /^([a-z][\w-]+)\s+(\S.*)$/ },
]

export const readSettingFile = (file: string, text: string): Setting[] => {
  const form = forms.find((candidate) => candidate.file.test(file))
  if (form === undefined) return []
  const lines = text.split('\n')
  const found: Setting[] = []
  for (const [index, line] of lines.entries()) {
    const match = form.line.exec(line)
    if (match === null || found.length >= maxOfFile) continue
    const value = withoutRemark((match[2] ?? match[3] ?? '').trim())
    found.push({
      name: match[1] ?? '',
      kind: form.kind,
      default: value === '' ? null : value.slice(0, 80),
      description: commentAbove(file, lines, index),
      of: null,
      place: { file, start_line: index + 1, end_line: index + 1 },
    })
  }
  return found
}

/** `"us-west" # replace this` → us-west */
const withoutRemark = (value: string): string => /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(value)?.[2] ?? value.replace(/\s+#.*$/, '')

const longestComment = 30

const commentAbove = (file: string, lines: readonly string[], index: number): Setting['description'] => {
  let first = index
  // Commented-out values stand between a setting and its words, and an empty line may too.
  if ((lines[first - 1] ?? '').trim() === '') first -= 1
  const end = first
  while (first > 0 && index - first < longestComment && /^\s*#/.test(lines[first - 1] ?? '')) first -= 1
  if (first === end) return null
  const prose = lines.slice(first, end).map((line) => line.replace(/^\s*#+\s?/, ''))
  const [paragraph = ''] = prose.join('\n').split(/\n\s*\n/)
  const sentence = sentencesOf(plainInline(paragraph)).find((candidate) => isReadable(candidate) && /^[\p{Lu}"]/u.test(candidate) && /[.:]$/.test(candidate))
  return sentence === undefined ? null : { text: sentence, place: { file, start_line: first + 1, end_line: Math.max(first + 1, end) } }
}
