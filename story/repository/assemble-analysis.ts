// Facts and digest → the analysis with its documented fields.
import type { AnalysisResult, RepositoryFacts, RepositoryMetadata } from '../../shared/analysis.ts'
import type { RepositorySnapshot } from './snapshot.ts'

const maxKeyFiles = 10
const maxKeyFileCharacters = 24_000
const maxStack = 16

interface AnalysisParts {
  snapshot: RepositorySnapshot
  facts: RepositoryFacts
  digest: string
  metadata: RepositoryMetadata | null
}

export const assembleAnalysis = async ({ snapshot, facts, digest, metadata }: AnalysisParts): Promise<AnalysisResult> => ({
  repo_metadata: metadata,
  file_structure: fileStructure(snapshot, facts),
  key_files: await keyFiles(snapshot, facts),
  dependencies: facts.dependencies,
  architecture_patterns: facts.patterns.map(({ name }) => name),
  tech_stack: techStack(facts),
  complexity_score: complexityOf(facts),
  suggested_chapters: suggestChapters(facts),
  facts,
  digest,
  warnings: warningsOf(facts),
})

type Tree = { [name: string]: Tree | number }

/** Folders are objects, files are line counts, as far as they are known. Deep folders of large repositories are counted. */
const fileStructure = (snapshot: RepositorySnapshot, facts: RepositoryFacts): Tree => {
  const lines = new Map(facts.key_files.map((file) => [file.path, file.lines]))
  const maxDepth = snapshot.files.length > 1500 ? 3 : 12
  const root: Tree = {}
  for (const { path } of snapshot.files) {
    const parts = path.split('/')
    let folder = root
    for (const name of parts.slice(0, Math.min(parts.length - 1, maxDepth))) {
      const known = folder[name]
      const next: Tree = typeof known === 'object' ? known : {}
      folder[name] = next
      folder = next
    }
    const name = parts.length - 1 > maxDepth ? '…' : (parts.at(-1) ?? '')
    const counted = folder[name]
    folder[name] = name === '…' ? (typeof counted === 'number' ? counted : 0) + 1 : (lines.get(path) ?? 0)
  }
  return root
}

const keyFiles = async (snapshot: RepositorySnapshot, facts: RepositoryFacts): Promise<Record<string, string>> => {
  const readme = facts.purpose.map(({ place }) => place.file).find((path) => /readme/i.test(path))
  const manifest = facts.dependencies[0]?.place.file ?? facts.version_name?.place.file
  const wanted = [...new Set([readme, manifest, ...facts.key_files.map(({ path }) => path)].filter((path) => path !== undefined))].slice(0, maxKeyFiles)
  const texts = new Map<string, string>()
  for await (const { path, text } of snapshot.readMany(wanted))
    texts.set(path, text.length <= maxKeyFileCharacters ? text : `${text.slice(0, text.lastIndexOf('\n', maxKeyFileCharacters))}\n…`)
  return Object.fromEntries(wanted.flatMap((path) => (texts.has(path) ? [[path, texts.get(path) ?? '']] : [])))
}

const techStack = (facts: RepositoryFacts): string[] => {
  const languages = facts.languages.filter(({ share }) => share >= 0.02).map(({ name }) => name)
  const runtime = facts.dependencies
    .filter((dependency) => !dependency.internal && (dependency.scope === 'runtime' || dependency.scope === 'peer') && dependency.use_count > 0)
    .map(({ name }) => name)
  return [...new Set([...languages, ...runtime, ...facts.tests.frameworks.map(({ name }) => name)])].slice(0, maxStack)
}

/**
 * 0 is a script, 1 is an operating system: how much source there is, how densely its parts depend on each other, and how
 * many packages and languages meet. Logarithmic, since ten times the code isn't ten times as hard.
 */
const complexityOf = (facts: RepositoryFacts): number => {
  const size = Math.log10(1 + facts.counts.source_lines) / 6
  const links = facts.parts.reduce((sum, part) => sum + part.depends_on.length, 0)
  const density = Math.min(1, links / Math.max(6, facts.parts.length * 3))
  const spread = Math.min(1, Math.log2(1 + facts.counts.packages) / 8 + facts.languages.filter(({ share }) => share > 0.05).length / 12)
  return Math.round(Math.min(1, 0.6 * size + 0.25 * density + 0.15 * spread) * 100) / 100
}

const suggestChapters = (facts: RepositoryFacts): string[] => {
  const [path] = facts.call_paths
  const central = facts.parts.slice(0, 4).map(({ name }) => name)
  return [
    `What ${facts.name} is for`,
    ...(facts.parts.length > 1 ? [`Its parts: ${central.join(', ')}`] : []),
    ...(path === undefined ? [] : [`Following ${path.steps[0]?.symbol ?? 'a call'}`]),
    ...facts.patterns.slice(0, 2).map(({ name }) => `The ${name} in it`),
    ...(facts.dependencies.some(({ scope }) => scope === 'runtime') ? ['What it leans on'] : []),
    ...(facts.errors.length > 3 ? ['When things go wrong'] : []),
    ...(facts.tests.files > 0 ? ['How it is tested'] : []),
    ...(facts.history?.complete && facts.history.commits > 20 ? ['How it got here'] : []),
  ]
}

const warningsOf = (facts: RepositoryFacts): string[] => [
  ...(facts.read_in_part ? ['The repository is large: it was read in part, the most important files first.'] : []),
  ...(facts.history !== null && !facts.history.complete ? ['Only a part of the history was there to read.'] : []),
  ...(facts.counts.source_files === 0 ? ['No source code was found in a language that is known here.'] : []),
]
