// Not every fact bears being told. A setting that only a script reads is no setting of the product, and some findings rest
// on a name alone, which a listener would take for more than it is.
import type { Part, RepositoryFacts, Surprise } from '../../../../shared/analysis.ts'
import { isOfOtherProgram } from '../other-programs.ts'

/** Code beside the product: tests, benchmarks, examples, and what helps those who build it. */
const besideFolder =
  /(?:^|\/)(?:\.[\w-]+|action|profiling|tests?|[\w-]+-test(?:s|ing|ing-support)?|\w+testing|__tests__|spec|specs|bench(?:es|marks?)?|jmh|_?examples?|demos?|samples?|my_?app|dummy|docs(?:_src)?|website|scripts?|tools?|fuzz|fuzzing|fuzzers|ci|build-?support|buildSrc|integration|releases?|hack)\//i
const besideFile = /(?:^|\/)(?:bench\w*|\w+Benchmarks?|\w*[-_.]bench(?:mark)?|[\w-]*\.(?:test|spec|bench)(?:-d)?|tests?|\w+_test)\.\w+$/i
/** `src/main/java/org/springframework/samples/…` is a package's name, and says nothing of what lies in it. */
const packageFolders = /(^|\/)(src\/\w+\/(?:java|kotlin|scala|groovy))\/.*\//
export const isBeside = (written: string): boolean => {
  const path = written.replace(packageFolders, '$1$2/')
  return besideFolder.test(path) || (besideFile.test(path) && !commandFile.test(path))
}
/** A program may have a command to test. */
const commandFile = /(?:^|\/)(?:cmds?|(?:sub)?commands?)\/\w+\.\w+$/

const sourceStem = (path: string): string => path.replace(/\.\w+$/, '')
/** A header belongs to its source; that the one leads to the other is no dependence. */
const isOwnSource = (part: Part, other: Part | undefined): boolean =>
  other !== undefined && part.path !== other.path && /\.h(?:pp|h|xx)?$/.test(part.path) && sourceStem(part.path) === sourceStem(other.path)

const scriptPart = /\.(?:sh|bash|bat|ps1|cmd)$|^(?:scripts?|tools?|ci|build-?support|buildSrc)$/i

/** Names that many types share: that one of them calls "read" does not say whose. */
const sharedName = /\bcan call (?:read|write|get|set|close|next|run|call|send|apply|add|open|copy)\b,/

/** What tools leave behind, or people write beside the code: that it went is no news of the project. */
const byproduct = /^(?:.*\/)?(?:coverage|dist|build|out|target|node_modules|docs?|\.\w+)$/i

const lastName = (qualifiedName: string): string => qualifiedName.split(/::|[.#]/).at(-1) ?? qualifiedName
const bareName = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')

/** Written for a compiler or a checker, and for nobody who wants to know what the file is. */
const orderToTools = /^(?:disable|enable|suppress|silence|ignore|define|include|import|don't suppress|do not suppress)\b/i

/** A getter of that name, or its initialiser: "getrouter builds router". A local variable of a maker is another matter. */
const buildsItsOwn = (about: string, fact: string): boolean => {
  const built = bareName(/ builds (\S+) only/.exec(fact)?.[1] ?? '')
  const name = bareName(lastName(about))
  return built.length > 3 && name.includes(built) && (name !== built || !/^[A-Z]/.test(lastName(about))) && !/^(?:make|build|create|format|resolve)/.test(name)
}

type Soundness = (surprise: Surprise, facts: RepositoryFacts) => boolean
const isTypeIn = (about: string | null, { symbols }: RepositoryFacts): boolean =>
  symbols.some(({ qualified_name, kind }) => qualified_name === about && (kind === 'class' || kind === 'struct'))

const soundness: Partial<Record<Surprise['kind'], Soundness>> = {
  // The same field is set and raised; in different files it is often another object of the same shape.
  error_stored: ({ places, fact }) => new Set(places.map(({ file }) => file)).size === 1 && !/ stored in (?:sys|os|process|console)\./.test(fact),
  reexport_only: ({ fact }, { name }) => !new RegExp(`package ${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'i').test(fact),
  // To call something twice is what functions are for.
  called_twice: () => false,
  cycle: ({ fact, about }, facts) => !sharedName.test(fact) && !isTypeIn(about, facts),
  lazy: ({ fact, about }) => about !== null && buildsItsOwn(about, fact),
  mass_deletion: ({ expectation }) => !byproduct.test(/\bfolder (\S+)/.exec(expectation)?.[1] ?? ''),
  // A folder of tests that bears a package's name was no part that moved out.
  other: ({ fact }) => !/^(?:.*\/)?(?:tests?|specs?|examples?|docs?)\/\S+ was once here/.test(fact),
  // What nobody outside sees works as it pleases.
  work_before_check: ({ about }) => about !== null && !lastName(about).startsWith('_'),
  // Of a file that half of the others import nobody is surprised that it is long.
  biggest_file: ({ fact }) => Number(/imported by (\d+)/.exec(fact)?.[1] ?? 99) <= 10,
}
const isSound: Soundness = (surprise, facts) => soundness[surprise.kind]?.(surprise, facts) ?? true

/** How it is built and installed is not how it is used. */
const buildLine =
  /^(?:#|\/\/|\$?\s*(?:git|make|cmake|sudo|npm|pnpm|yarn|pip3?|brew|apt(?:-get)?|yum|dnf|autoreconf|\.\/(?:configure|autogen\S*|bootstrap\S*)|cargo (?:install|add|build)|go (?:get|install|build)|composer (?:require|install)|gem install|bundle|mvn|gradle|\.\/gradlew|dotnet add|cd|mkdir|curl|wget)\b)/
const isUse = (code: string): boolean =>
  code
    .split('\n')
    .map((line) => line.trim())
    .some((line) => line !== '' && !buildLine.test(line))

const buildScript = /(?:^|\/)(?:Rakefile|extconf\.rb|build\.rs|setup\.py|noxfile\.py|gulpfile\.\w+|Gruntfile\.\w+)$/

/** A flag of a library for flags is an example of one: only what is started has flags of its own. */
const isSetting = (
  { kind, name, place }: RepositoryFacts['settings'][number],
  { entry_points: entries, languages, isOther }: Pick<RepositoryFacts, 'entry_points' | 'languages'> & { isOther: (file: string) => boolean },
): boolean =>
  !isBeside(place.file) &&
  // An image that is built from it is one way to run it, set up by those who build that.
  !/^docker\//.test(place.file) &&
  !(/^(?:flag|environment|file)$/.test(kind) && isOther(place.file)) &&
  // A script in another language serves its makers.
  !(kind === 'flag' && /\.(?:py|sh|pl)$/.test(place.file) && languages[0] !== undefined && !/^(?:Python|Shell|Perl)$/.test(languages[0].name)) &&
  !buildScript.test(place.file) &&
  // By these its makers steer their tests and their releases.
  !(kind === 'environment' && /^(?:CI|DRY_RUN|(?:CI|GITHUB|TEST|TESTS|RELEASE|COVERAGE)_\w+|\w+_TESTS?|\w+_TEST_\w+|\w+_DRY_RUN)$/.test(name)) &&
  // Cargo sets these while it compiles, and nobody else does.
  !(kind === 'environment' && /^CARGO_(?:PKG|MANIFEST|BIN|CRATE)_/.test(name)) &&
  (kind !== 'flag' || entries.some((entry) => entry.kind === 'bin' || entry.kind === 'command' || entry.kind === 'main'))

/** Code of the product alone, unless there is none beside the tests and the examples. */
const ofProduct = <Item>(items: readonly Item[], fileOf: (item: Item) => string): Item[] => {
  const kept = items.filter((item) => !isBeside(fileOf(item)))
  return kept.length > 0 ? kept : [...items]
}

/** Where a manifest names what is needed to run, a list of requirements beside it is for those who work on it. */
const withScopes = (dependencies: RepositoryFacts['dependencies']): RepositoryFacts['dependencies'] => {
  const isList = (file: string): boolean => /(?:^|\/)[\w-]*requirements[\w-]*\.(?:txt|in)$/i.test(file)
  const hasManifest = dependencies.some(({ ecosystem, scope, place }) => ecosystem === 'pypi' && scope === 'runtime' && !isList(place.file))
  return dependencies.map((dependency) => ({
    ...dependency,
    scope: hasManifest && isList(dependency.place.file) ? ('development' as const) : dependency.scope,
    used_in: dependency.used_in.filter((file) => !isBeside(file)),
  }))
}

/** Of several files with one name, a test covers the one whose folder it names. */
const surelyCovers = ({ file, covers }: RepositoryFacts['tests']['subjects'][number], { key_files: files }: RepositoryFacts): boolean => {
  if (covers === null) return true
  if (isBeside(covers)) return false
  const segments = covers.split('/')
  const isShared = files.some(({ path }) => path !== covers && path.split('/').at(-1) === segments.at(-1))
  return !isShared || segments.length < 2 || file.split('/').includes(segments.at(-2) ?? '')
}

const isDeclaration = (file: string): boolean => /\.d\.[cm]?ts$|\.pyi$/.test(file)

/** A declaration file says again, for the types, what the code says: the place to open is where the code is. */
const whereTheCodeIs = (errors: RepositoryFacts['errors'], symbols: RepositoryFacts['symbols']): RepositoryFacts['errors'] => {
  const code = new Map(symbols.filter(({ place }) => !isDeclaration(place.file)).map((symbol) => [symbol.name, symbol.place]))
  const told = new Set<string>()
  return errors.flatMap((error) => {
    if (!isDeclaration(error.place.file)) return [error]
    const place = code.get(lastName(error.name))
    if (place === undefined || told.has(lastName(error.name))) return code.size === 0 ? [error] : []
    told.add(lastName(error.name))
    return [{ ...error, place }]
  })
}

/** Scripts in a folder of that name are the makers' own where no command of the package starts there. */
const isToolsFolder = ({ entry_points: entries }: RepositoryFacts): ((path: string) => boolean) => {
  const isUsed = entries.some(({ kind, place }) => kind === 'bin' && /^bin\//.test(place.file))
  return (path) => !isUsed && /^bin\//.test(path)
}

const styleLanguage = /^(?:CSS|SCSS|Sass|Less|Stylus|SQL|HTML)$/

/** How pages look is not what a program is written in, be it most of the lines. */
const writtenIn = ({ languages, counts }: RepositoryFacts): Pick<RepositoryFacts, 'languages' | 'counts'> => {
  const code = languages.filter(({ name }) => !styleLanguage.test(name))
  const lines = code.reduce((sum, language) => sum + language.lines, 0)
  if (code.length === 0 || code.length === languages.length || lines === 0) return { languages, counts }
  return {
    languages: code.map((language) => ({ ...language, share: language.lines / lines })),
    counts: { ...counts, source_files: code.reduce((sum, { files }) => sum + files, 0), source_lines: lines },
  }
}

export const tellableFacts = (facts: RepositoryFacts): RepositoryFacts => {
  const isTool = isToolsFolder(facts)
  const isOther = isOfOtherProgram(facts)
  const inCode = new Set(facts.symbols.flatMap(({ name, place }) => (isDeclaration(place.file) ? [] : [name])))
  // What a declaration file says again of a type is the code's, which is elsewhere.
  const symbols = facts.symbols.filter(({ place, name }) => !isTool(place.file) && !(isDeclaration(place.file) && inCode.has(name)))
  const parts = facts.parts.filter(
    ({ name, path, kind, central_files: central }) =>
      // The package at the root is a part beside those below it; single files there are none.
      (path !== '' || kind === 'package' || kind === 'crate') &&
      !scriptPart.test(name) &&
      !buildScript.test(path) &&
      !isTool(`${path}/`) &&
      !(kind === 'folder' && isBeside(`${path}/`)) &&
      !central.every(isDeclaration) &&
      !(kind === 'file' && (isBeside(path) || isDeclaration(path))) &&
      // What no package owns of the folder that all packages lie in is no part beside them.
      !(kind === 'folder' && facts.parts.some((other) => (other.kind === 'package' || other.kind === 'crate') && other.path.startsWith(`${path}/`))) &&
      // A folder whose files stand for themselves is no place beside them.
      !(kind === 'folder' && facts.parts.some((other) => other.kind === 'file' && other.path.slice(0, other.path.lastIndexOf('/')) === path)),
  )
  const names = new Set(parts.map(({ name }) => name))
  const partNamed = new Map(parts.map((part) => [part.name, part]))
  return {
    ...facts,
    ...writtenIn(facts),
    symbols: ofProduct(symbols, ({ place }) => place.file).map((symbol) =>
      symbol.doc !== null && orderToTools.test(symbol.doc.text) && /suppress/i.test(symbol.doc.text) ? { ...symbol, doc: null } : symbol,
    ),
    key_files: ofProduct(facts.key_files, ({ path }) => path)
      .filter(({ path }) => !buildScript.test(path))
      .map((file) => (file.doc !== null && orderToTools.test(file.doc.text) ? { ...file, doc: null } : file)),
    constants: facts.constants.filter(({ place }) => !isBeside(place.file)),
    build: facts.build.filter(({ command }) => !/bench/i.test(command)),
    rationales: facts.rationales.filter(({ quote }) => !isBeside(quote.place.file)),
    dependencies: withScopes(facts.dependencies.filter(({ place }) => !isBeside(place.file))),
    parts: parts.map((part) => ({
      ...part,
      description: part.description !== null && orderToTools.test(part.description.text) ? null : part.description,
      depends_on: part.depends_on.filter(({ part: name }) => names.has(name) && !isOwnSource(part, partNamed.get(name))),
      used_by: part.used_by.filter(({ part: name }) => {
        const user = partNamed.get(name)
        return user !== undefined && !isOwnSource(user, part)
      }),
    })),
    settings: facts.settings.filter((setting) => isSetting(setting, { entry_points: facts.entry_points, languages: facts.languages, isOther })),
    // Rust: `type Error = …` within an implementation names an error of somebody else.
    errors: whereTheCodeIs(facts.errors, symbols).filter(
      ({ kind, name, place }) =>
        !isBeside(place.file) &&
        !(kind === 'exit_code' && isOther(place.file)) &&
        !(kind === 'error_type' && place.file.endsWith('.rs') && name.endsWith('::Error')),
    ),
    usage_example: facts.usage_example !== null && isUse(facts.usage_example.code) ? facts.usage_example : null,
    tests: { ...facts.tests, subjects: facts.tests.subjects.map((subject) => ({ ...subject, covers: surelyCovers(subject, facts) ? subject.covers : null })) },
    surprises: facts.surprises.filter((surprise) => isSound(surprise, facts)),
  }
}
