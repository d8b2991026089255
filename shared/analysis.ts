// What the analysis of a repository finds. Every fact carries the place where it was read, so that whoever tells it can
// cite it and whoever checks it can look. Ground truth for the local narrator and for Claude's agents alike.
import { z } from 'zod'

/** Lines of a file at the analysed commit. */
export const placeSchema = z.object({ file: z.string(), start_line: z.int().min(1), end_line: z.int().min(1) })
export type Place = z.infer<typeof placeSchema>

/** Somebody's words in the repository: a README sentence, a doc comment. */
export const quoteSchema = z.object({ text: z.string(), place: placeSchema })
export type Quote = z.infer<typeof quoteSchema>

export const dependencyPurposes = [
  'web',
  'cli',
  'database',
  'network',
  'data format',
  'text',
  'time',
  'logging',
  'testing',
  'build',
  'lint',
  'types',
  'ui',
  'security',
  'concurrency',
  'math',
  'system',
  'cloud',
  'machine learning',
  'language',
  'other',
] as const
export const dependencySchema = z.object({
  name: z.string(),
  version: z.string().nullable(),
  ecosystem: z.string().describe('npm, pypi, cargo, go, maven, nuget, gem, composer, swift, …'),
  scope: z.enum(['runtime', 'development', 'optional', 'peer', 'build']),
  condition: z.string().optional().describe('Under which alone it is needed, as the manifest writes it'),
  purpose: z.enum(dependencyPurposes),
  used_in: z.array(z.string()).describe('Files that import it, most central first'),
  use_count: z.int().min(0),
  internal: z.boolean().describe('Another package of the same repository'),
  description: quoteSchema.nullable().optional().describe('What the project itself says that it is for'),
  place: placeSchema,
})
export type Dependency = z.infer<typeof dependencySchema>

export const symbolKinds = [
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'struct',
  'trait',
  'module',
  'constant',
  'variable',
  'property',
  'macro',
] as const
export const codeSymbolSchema = z.object({
  name: z.string(),
  qualified_name: z.string().describe('With its owner: Flask.wsgi_app, Engine.ServeHTTP'),
  kind: z.enum(symbolKinds),
  place: placeSchema,
  signature: z.string().describe('One line, as written'),
  doc: quoteSchema.nullable().describe('Its own doc comment, markers removed, first paragraph'),
  exported: z.boolean(),
  parent: z.string().nullable().describe('Qualified name of the owner'),
  extends: z.array(z.string()).describe('Names it inherits from or implements'),
  holds: z.array(z.string()).optional().describe('Of a type: the types of its fields, of those that the project declares'),
  holds_many: z.array(z.string()).optional().describe('Of these, and of its own kind, those that a list, a set or a map of it keeps'),
  calls: z
    .array(
      z.object({
        name: z.string(),
        line: z.int(),
        resolved: z.string().nullable().describe('file#qualified_name where it is known'),
        when: z.string().nullable().describe('The condition it stands under, as written; "unless …" in an else'),
      }),
    )
    .describe('In statement order'),
  /** How many other analysed places call or name it. */
  reference_count: z.int().min(0),
})
export type CodeSymbol = z.infer<typeof codeSymbolSchema>

export const keyFileSchema = z.object({
  path: z.string(),
  language: z.string(),
  lines: z.int(),
  score: z.number(),
  reasons: z.array(z.string()).describe('Why it ranks where it does: imported by 24 files, entry point, …'),
  imported_by: z.int(),
  imports: z.array(z.string()).describe('Files of the repository'),
  doc: quoteSchema.nullable().describe("The file's own heading comment or docstring"),
})
export type KeyFile = z.infer<typeof keyFileSchema>

export const entryPointKinds = ['bin', 'main', 'library', 'server', 'route', 'command', 'export', 'example', 'script', 'worker'] as const
export const entryPointSchema = z.object({
  kind: z.enum(entryPointKinds),
  name: z.string().describe('rg, GET /users, serve, …'),
  symbol: z.string().nullable(),
  reason: z.string().describe('What shows it: bin in package.json, func main, …'),
  place: placeSchema,
})
export type EntryPoint = z.infer<typeof entryPointSchema>

export const callStepSchema = z.object({
  symbol: z.string().describe('Qualified name'),
  place: placeSchema,
  called_from: placeSchema.nullable().describe('The line of the call; null for the first step'),
  when: z
    .string()
    .nullable()
    .describe('The condition under which it is called, as the code writes it; "unless …" in an else, "…, and within that …" in a branch of a branch'),
  depth: z.int().min(0),
  doc: quoteSchema.nullable(),
  /**
   * What the code there does that is worth telling: guard, early return, loop, try/finally, cycle, work before a check.
   * Text is code on one line; where there is a condition and what follows from it, they are parted by ` → `.
   */
  remarks: z.array(
    z.object({
      kind: z.enum([
        'condition',
        'guard',
        'early_return',
        'loop',
        'error_handling',
        'cleanup',
        'cycle',
        'deferred',
        'default',
        'limit',
        'dispatch',
        'delegates_outside',
        // A function that came as an argument, or that stands in a field: `next → parameter`, `transport.send → field`.
        'calls_given',
      ]),
      text: z.string(),
      place: placeSchema,
    }),
  ),
})
export type CallStep = z.infer<typeof callStepSchema>
export const callPathSchema = z.object({ entry: entryPointSchema, steps: z.array(callStepSchema) })
export type CallPath = z.infer<typeof callPathSchema>

/** A part of the repository as a newcomer would name it: a package, a crate, a top folder of the source. */
export const partSchema = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['package', 'crate', 'module', 'folder', 'file']),
  description: quoteSchema.nullable().describe('Its own words: manifest, README, heading comment'),
  files: z.int(),
  lines: z.int(),
  main_language: z.string(),
  depends_on: z.array(z.object({ part: z.string(), imports: z.int(), example: placeSchema })),
  used_by: z.array(z.object({ part: z.string(), imports: z.int(), example: placeSchema })),
  central_files: z.array(z.string()),
  place: placeSchema,
})
export type Part = z.infer<typeof partSchema>

export const patternSchema = z.object({
  name: z.string().describe('middleware chain, plugin, layered, event-driven, MVC, hexagonal, monorepo, client-server, CLI, library, …'),
  kind: z.enum(['architecture', 'technique']).describe('What the whole is built as, or what is done in some places of it'),
  explanation: z.string().describe('A clause that says what shows it'),
  evidence: z.array(placeSchema).min(1),
})
export type Pattern = z.infer<typeof patternSchema>

export const settingSchema = z.object({
  name: z.string(),
  kind: z.enum(['environment', 'flag', 'option', 'file', 'setting']),
  default: z.string().nullable(),
  description: quoteSchema.nullable(),
  of: z.string().nullable().optional().describe('The type or function that it is an option of; null where it stands alone'),
  place: placeSchema,
})
export type Setting = z.infer<typeof settingSchema>

export const errorFactSchema = z.object({
  kind: z.enum(['error_type', 'raised', 'caught', 'stored', 'logged', 'cleanup', 'exit_code', 'answered', 'panic']),
  name: z.string(),
  in_symbol: z.string().nullable(),
  doc: quoteSchema.nullable(),
  /** Of an error type: what it inherits from, and where the parsed code raises and catches it. */
  extends: z.array(z.string()).optional(),
  raised_in: z.array(z.object({ symbol: z.string().nullable(), place: placeSchema })).optional(),
  caught_in: z.array(z.object({ symbol: z.string().nullable(), place: placeSchema })).optional(),
  /** Of something caught: what is raised in its place, where it is translated. */
  becomes: z.string().nullable().optional(),
  /** Of something caught: raised again, as it came or as another, be it in some cases only. */
  rethrown: z.boolean().optional(),
  /** Of something caught: the function that is given it, in all cases or in some, and the macro that does the catching, where there is one. */
  handed_to: z.object({ name: z.string(), sometimes: z.boolean() }).nullable().optional(),
  through: z.string().nullable().optional(),
  place: placeSchema,
})
export type ErrorFact = z.infer<typeof errorFactSchema>

/** Constants, defaults and limits with their values: 64 KB, twelve threads, weak ETag. */
export const constantSchema = z.object({
  name: z.string(),
  value: z.string(),
  in_symbol: z.string().nullable(),
  doc: quoteSchema.nullable(),
  place: placeSchema,
})
export type Constant = z.infer<typeof constantSchema>

/** A comment that says why: because, so that, since, instead of, avoid, never, must. */
export const rationaleSchema = z.object({
  cue: z.string(),
  quote: quoteSchema,
  about: z.string().nullable().describe('Qualified name of the symbol it stands in or above'),
})
export type Rationale = z.infer<typeof rationaleSchema>

/** What a passage is good for: how it works, or one of the questions that a newcomer asks beside that. */
export const explanationTopics = ['idea', 'parts', 'settings', 'errors', 'tests', 'dependencies', 'reasons', 'caveats'] as const
export type ExplanationTopic = (typeof explanationTopics)[number]
/** A passage in which the project explains itself, in its README or on its pages. */
export const explanationSchema = z.object({
  topic: z.enum(explanationTopics),
  heading: z.string().describe('That it stands under; empty at the top'),
  sentences: z.array(quoteSchema).min(1).describe('One after the other, as they stand; only the first stands by itself'),
  about: z.array(z.string()).describe('Names of the code in it'),
  score: z.number().describe('Higher explains more'),
})
export type Explanation = z.infer<typeof explanationSchema>

export const surpriseSchema = z.object({
  kind: z.enum([
    'reexport_only',
    'test_of_dependency',
    'name_contradicts',
    'doc_contradicts',
    'called_twice',
    'cycle',
    'work_before_check',
    'error_stored',
    'default_off',
    'lazy',
    'mass_deletion',
    'biggest_file',
    'tiny_core',
    'test_heavier_than_code',
    'no_classes',
    'no_dependencies',
    'other',
  ]),
  expectation: z.string().describe('What one would expect'),
  fact: z.string().describe('What is so instead, as a clause'),
  about: z.string().nullable(),
  places: z.array(placeSchema),
  commit: z.string().nullable().describe('Where history is the evidence'),
})
export type Surprise = z.infer<typeof surpriseSchema>

export const testFactsSchema = z.object({
  frameworks: z.array(z.object({ name: z.string(), place: placeSchema })),
  files: z.int(),
  lines: z.int(),
  command: z.object({ command: z.string(), place: placeSchema }).nullable(),
  subjects: z
    .array(
      z.object({
        file: z.string(),
        lines: z.int(),
        covers: z.string().nullable().describe('Source file or part it tests'),
        cases: z.array(z.object({ name: z.string(), place: placeSchema })),
      }),
    )
    .describe('Longest first'),
})
export type TestFacts = z.infer<typeof testFactsSchema>

export const releaseNoteSchema = z.object({
  release: z.string().describe('2.0.0; its candidates count to it only where its own notes point to them'),
  date: z.string().nullable(),
  is_guide: z.boolean().describe('Of a guide for those who upgrade, and not of the changelog'),
  quote: quoteSchema,
  headings: z.array(z.string()).optional().describe('What a guide has sections on, where no sentence of it says what changed; the quote is the first'),
  score: z.number().describe('Higher changed more'),
})
export type ReleaseNote = z.infer<typeof releaseNoteSchema>

export const historySchema = z.object({
  complete: z.boolean().describe('False where the clone holds only a part of it'),
  commits: z.int(),
  first: z.object({ commit: z.string(), date: z.iso.datetime({ offset: true }), subject: z.string(), author: z.string().optional() }).nullable(),
  last: z.object({ commit: z.string(), date: z.iso.datetime({ offset: true }), subject: z.string() }).nullable(),
  contributors: z.int().describe('People, however many ways they sign in; no robots'),
  top_contributors: z.array(z.object({ name: z.string(), commits: z.int() })),
  commits_by_year: z.array(z.object({ year: z.int(), commits: z.int() })),
  first_day_subjects: z.array(z.object({ commit: z.string(), subject: z.string() })),
  silences: z
    .array(z.object({ from: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }), resumed_by: z.string().optional() }))
    .optional()
    .describe('A year or more without a commit, the longest first'),
  turns: z
    .array(
      z.object({
        kind: z.enum(['closed', 'reopened', 'language', 'renamed']),
        commit: z.string(),
        date: z.iso.datetime({ offset: true }),
        author: z.string(),
        subject: z.string(),
        next: z
          .object({ date: z.iso.datetime({ offset: true }), author: z.string() })
          .nullable()
          .describe('The commit after it'),
        to: z.string().optional().describe('Of something renamed: the new name; it may be that of a thing within the project'),
        from: z.string().optional(),
      }),
    )
    .optional()
    .describe('Commits whose subject says that the project was closed, opened again, renamed, or moved to another language'),
  rewrite: z
    .object({ commit: z.string(), date: z.iso.datetime({ offset: true }), subject: z.string(), files: z.int() })
    .nullable()
    .optional()
    .describe('The commit before which none of the present source files was there, years after the beginning'),
  changes_read_of: z.int().optional().describe('How many of the newest commits the lists of changes were read from, where it was not all'),
  changes_most: z.array(z.object({ file: z.string(), commits: z.int() })),
  changes_together: z.array(z.object({ files: z.tuple([z.string(), z.string()]), commits: z.int() })),
  big_changes: z.array(
    z.object({
      commit: z.string(),
      date: z.iso.datetime({ offset: true }),
      subject: z.string(),
      files: z.int(),
      insertions: z.int(),
      deletions: z.int(),
      deleted_folder: z.string().nullable(),
    }),
  ),
  releases: z.array(
    z.object({
      name: z.string(),
      date: z.string().nullable(),
      place: placeSchema.nullable(),
      commit: z.string().nullable(),
    }),
  ),
  release_notes: z.array(releaseNoteSchema).optional().describe('Of releases that changed much, the best first'),
})
export type History = z.infer<typeof historySchema>

export const languageShareSchema = z.object({ name: z.string(), files: z.int(), lines: z.int(), share: z.number().min(0).max(1) })

export const skippedFileSchema = z.object({
  path: z.string(),
  reason: z.enum([
    'binary',
    'generated',
    'vendored',
    'minified',
    'too large',
    'unreadable',
    'outside the repository',
    'submodule',
    'lfs pointer',
    'over the limit',
    'secret',
    'ignored',
    'unsafe name',
  ]),
})
export type SkippedFile = z.infer<typeof skippedFileSchema>

export const metadataSchema = z.object({
  stars: z.int(),
  forks: z.int(),
  open_issues: z.int(),
  contributors: z.int().nullable(),
  languages: z.record(z.string(), z.number()),
  description: z.string().nullable(),
  topics: z.array(z.string()),
  license: z.string().nullable(),
  default_branch: z.string(),
  created_at: z.string().nullable(),
  pushed_at: z.string().nullable(),
  archived: z.boolean(),
  private: z.boolean(),
})
export type RepositoryMetadata = z.infer<typeof metadataSchema>

/** Everything found by reading, without a model. Deterministic: the same commit gives the same bytes. */
export const repositoryFactsSchema = z.object({
  version: z.int().describe('Raised when the analysis changes: part of the cache key'),
  name: z.string(),
  full_name: z.string().describe('owner/name, or the folder’s name'),
  commit: z.string().nullable(),
  /** `https://github.com/owner/repo/blob/<commit>/{file}#L{start}-L{end}` with the commit filled in; null where there is none. */
  link_template: z.string().nullable(),
  subfolder: z.string().nullable(),
  purpose: z.array(quoteSchema).describe('What it is for, in its own words, best first'),
  introduction: z.array(quoteSchema).optional().describe('The first sentences of its README, in their order'),
  audience: z.array(quoteSchema).describe('For whom and for what it is, in its own words, best first'),
  keywords: z.array(z.string()).describe('Under which its manifest wants to be found'),
  features: z.array(quoteSchema),
  explanations: z.array(explanationSchema).describe('In the order in which they stand, the README first'),
  usage_example: z.object({ language: z.string(), code: z.string(), place: placeSchema }).nullable(),
  license: z.object({ name: z.string(), place: placeSchema }).nullable(),
  version_name: z.object({ version: z.string(), place: placeSchema }).nullable(),
  counts: z.object({
    files: z.int(),
    source_files: z.int(),
    test_files: z.int(),
    source_lines: z.int(),
    test_lines: z.int(),
    packages: z.int(),
    imports: z.int(),
    imports_resolved: z.int(),
  }),
  languages: z.array(languageShareSchema),
  parts: z.array(partSchema).describe('Most central first'),
  key_files: z.array(keyFileSchema).describe('Most important first'),
  symbols: z.array(codeSymbolSchema).describe('Of the key files, most central first'),
  entry_points: z.array(entryPointSchema).describe('Most important first'),
  call_paths: z.array(callPathSchema).describe('The most important entry point first'),
  dependencies: z.array(dependencySchema),
  patterns: z.array(patternSchema),
  settings: z.array(settingSchema),
  errors: z.array(errorFactSchema),
  errors_cut: z.array(errorFactSchema.shape.kind).optional().describe('Kinds of which there may be more than are listed: none of these can be counted'),
  constants: z.array(constantSchema),
  rationales: z.array(rationaleSchema),
  surprises: z.array(surpriseSchema),
  tests: testFactsSchema,
  build: z.array(z.object({ name: z.string(), command: z.string(), place: placeSchema })),
  ci: z.array(z.object({ name: z.string(), runs: z.array(z.string()), place: placeSchema })),
  history: historySchema.nullable(),
  /** Lower-case words that are this project's own, for the spoken form: identifiers seen in prose, product names. */
  vocabulary: z.array(z.string()),
  read_in_part: z.boolean(),
  skipped: z.array(skippedFileSchema).describe('At most 500, the most important first'),
  skipped_count: z.int(),
})
export type RepositoryFacts = z.infer<typeof repositoryFactsSchema>

/** The Analyzer's output: the documented fields, and the facts behind them. */
export const analysisResultSchema = z.object({
  repo_metadata: metadataSchema.nullable().describe('Null when GitHub was not asked or did not answer'),
  file_structure: z.json().describe('Directory tree: folders are objects, files are line counts'),
  key_files: z.record(z.string(), z.string()).describe('Path → content, secrets taken out'),
  dependencies: z.array(dependencySchema),
  architecture_patterns: z.array(z.string()),
  tech_stack: z.array(z.string()),
  complexity_score: z.number().min(0).max(1),
  suggested_chapters: z.array(z.string()),
  facts: repositoryFactsSchema,
  /** Within the token budget, secrets taken out, the same bytes for the same commit. Empty for the local narrator. */
  digest: z.string(),
  warnings: z.array(z.string()),
})
export type AnalysisResult = z.infer<typeof analysisResultSchema>
