// How the project is built and what its continuous integration runs.
import type { RepositoryFacts } from '../../shared/analysis.ts'
import type { Manifest } from './manifests/manifest.ts'

const ciFile =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.travis\.yml|\.circleci\/config\.yml|azure-pipelines\.yml|appveyor\.yml|Jenkinsfile|\.drone\.yml|\.cirrus\.yml)$/
const buildFile = /^(?:Makefile|GNUmakefile|makefile|justfile|Justfile|Taskfile\.ya?ml)$/
const maxCommands = 12

export const isAutomationFile = (path: string): boolean => ciFile.test(path) || buildFile.test(path)

export const readAutomation = (texts: ReadonlyMap<string, string>, manifests: readonly Manifest[]): Pick<RepositoryFacts, 'build' | 'ci'> => {
  const build: RepositoryFacts['build'] = []
  const ci: RepositoryFacts['ci'] = []
  for (const manifest of manifests)
    if (manifest.folder === '')
      for (const { name, command, line } of manifest.scripts) build.push({ name, command, place: { file: manifest.file, start_line: line, end_line: line } })
  for (const [file, text] of texts) {
    const lines = text.split('\n')
    if (ciFile.test(file)) ci.push(readWorkflow(file, lines))
    else if (buildFile.test(file))
      lines.forEach((line, index) => {
        const target = /^([a-z][\w-]*)(?:\s[^:=]*)?:(?!=)/i.exec(line)?.[1]
        const command = /^\s+@?(.+)$/.exec(lines[index + 1] ?? '')?.[1]
        if (target !== undefined && command !== undefined && build.length < 40)
          build.push({ name: target, command: command.trim(), place: { file, start_line: index + 1, end_line: index + 2 } })
      })
  }
  return { build, ci }
}

const readWorkflow = (file: string, lines: readonly string[]): RepositoryFacts['ci'][number] => {
  const runs: string[] = []
  lines.forEach((line, index) => {
    const run = /^\s*(?:-\s+)?(?:run|script):\s*(.*)$/.exec(line)?.[1]?.trim()
    if (run === undefined || runs.length >= maxCommands) return
    if (run !== '' && !/^[|>]/.test(run)) runs.push(run.replace(/^["']|["']$/g, ''))
    else {
      const first = lines.slice(index + 1).find((next) => next.trim() !== '' && !next.trim().startsWith('#'))
      if (first !== undefined) runs.push(first.trim().replace(/^-\s+/, ''))
    }
  })
  const name = /^name:\s*(.+)$/
    .exec(lines.find((line) => /^name:/.test(line)) ?? '')?.[1]
    ?.replace(/["']/g, '')
    .trim()
  // Behind the last line end there is no line.
  const last = lines.at(-1) === '' ? lines.length - 1 : lines.length
  return { name: name ?? file, runs, place: { file, start_line: 1, end_line: Math.max(1, last) } }
}
