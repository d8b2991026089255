// What a file is for, by its path: source, test, documentation, … Content (minified, generated headers) is looked at
// later, when the file is read anyway.
import type { SkippedFile } from '../../shared/analysis.ts'
import { baseName, extensionOf, findLanguage, folderOf, isProgrammingLanguage } from './languages.ts'
import type { FileKind } from './snapshot.ts'

const binaryExtensions = new Set(
  (
    'png jpg jpeg gif webp avif ico icns bmp tif tiff psd ai eps pdf zip gz tgz bz2 xz zst 7z rar tar jar war ear class dex so dylib dll exe o a lib obj pdb wasm ' +
    'woff woff2 ttf otf eot mp3 mp4 m4a ogg oga ogv wav flac webm mov avi mkv bin dat db sqlite sqlite3 pyc pyo whl egg nupkg gem deb rpm apk ipa dmg iso img ' +
    'keystore jks p12 pfx parquet avro npy npz pt pth onnx safetensors gguf h5 pb tflite docx xlsx pptx odt swf blend fbx glb xcuserstate'
  ).split(' '),
)

const vendoredFolders = /(?:^|\/)(?:node_modules|vendor|vendored|third[_-]?party|bower_components|Pods|Carthage|(?<!(?:src|lib|app)\/)deps|\.yarn)\//
/** `fmt/bundled/core.h`: a copy of somebody else's library, for those who do not have it. */
const bundledFolder = /(?:^|\/)bundled\//i
const copiedCode = /\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|ipp)$/i
/** Test frameworks that a project carries along among its own tests. */
const carriedFrameworks =
  /(?:^|\/)(?:tests?|testing|externals?|extern|contrib|libs?)\/(?:[\w-]+\/)?(?:unity|google-?test|gtest|gmock|catch2?|doctest|cmocka|greatest|munit|criterion|bats(?:-core)?)\//i
/** Large inputs for measuring, at the root: no code of the program. */
const measuringFolder = /^profil(?:ing|es?)\//
const generatedFolders =
  /(?:^|\/)(?:dist|single_include|amalgamat(?:e|ed|ion)|build\/(?:generated|intermediates)|generated|__generated__|_generated|gen\/proto|\.next|coverage|target\/(?:debug|release))\//
const generatedNames =
  /(?:\.pb\.go|_pb2(?:_grpc)?\.pyi?|\.pb\.(?:cc|h)|_generated\.(?:go|rs|ts|dart)|\.generated\.[a-z]+|\.g\.(?:dart|cs)|\.designer\.cs|\.freezed\.dart|zz_generated[^/]*|bindata\.go)$/i
const minifiedNames = /[.-]min\.(?:js|css|mjs)$|\.bundle\.js$/
const lockNames = new Set(
  'package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lockb bun.lock Cargo.lock poetry.lock uv.lock Pipfile.lock pdm.lock go.sum composer.lock Gemfile.lock Package.resolved Podfile.lock packages.lock.json gradle.lockfile'.split(
    ' ',
  ),
)
const manifestNames = new Set(
  (
    'package.json pnpm-workspace.yaml lerna.json deno.json jsr.json pyproject.toml setup.py setup.cfg requirements.txt Pipfile go.mod go.work Cargo.toml pom.xml build.gradle build.gradle.kts ' +
    'settings.gradle settings.gradle.kts libs.versions.toml Gemfile composer.json Package.swift Directory.Packages.props Directory.Build.props CMakeLists.txt meson.build conanfile.txt conanfile.py vcpkg.json mix.exs pubspec.yaml'
  ).split(' '),
)
const manifestExtensions = new Set(['csproj', 'fsproj', 'vbproj', 'sln', 'gemspec', 'podspec', 'cabal'])

const testFolder =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|testing|testdata|fixtures?|__fixtures__|__snapshots__|testsuite|e2e|Tests?|Specs?|[a-z-]+[_-]tests?|tests?[_-](?:helpers?|utils?|support|lib|d)|[A-Za-z.]+\.?Tests?|[a-z]+Test)\//
const testName =
  /(?:^|\/)(?:test_[^/]+\.py|conftest\.py|[^/]+_test\.(?:py|go|rb|dart|exs|cc|cpp|c)|[^/]+[._-](?:test|spec|e2e|cy)\.[cm]?[jt]sx?|[^/]+\.test-d\.[cm]?tsx?|[^/]+_spec\.rb|[^/]+Tests?(?:Case)?\.(?:java|kt|cs|php|swift|scala)|[^/]+Spec\.(?:kt|scala|groovy|swift)|tests?\.(?:js|ts|rs|py|c|cpp)|test-[^/]+\.[cm]?[jt]s)$/
/** Within a package of the product, what is called so is part of it: Jinja has tests for its templates, and a program a command to test. */
const productTests = /(?:^|\/)src\/[\w-]+\/(?:[\w-]+\/)*tests?\.py$|(?:^|\/)(?:cmds?|(?:sub)?commands?)\/tests?\.\w+$/
const exampleFolder = /(?:^|\/)(?:[\w .-]*examples?|[\w .-]*samples?|demos?|playgrounds?|sandbox|tutorials?|_examples|docs_src)\//i
const documentationFolder = /(?:^|\/)(?:docs?|documentation|website|site|guides?|rfcs?|man)\//i
const documentationLanguages = new Set(['Markdown', 'reStructuredText', 'AsciiDoc', 'Text'])
const dataLanguages = new Set(['JSON', 'CSV', 'SVG', 'XML'])
const configurationName =
  /(?:^|\/)(?:\.[^/]+|[^/]*(?:\.config|\.conf|rc)\.[cm]?[jt]s|[Gg](?:ulpfile|runtfile)(?:\.\w+)?\.[cm]?[jt]s|tsconfig[^/]*\.json|Makefile|Dockerfile|Justfile|justfile|Taskfile\.ya?ml|tox\.ini|noxfile\.py)$/
const licenceName =
  /^(?:LICEN[CS]E|COPYING|UNLICENSE|NOTICE|AUTHORS|CONTRIBUTORS|CHANGELOG|CHANGES|HISTORY|README|NEWS|MAINTAINERS|SECURITY|CODEOWNERS|THANKS|TODO)(?:[._-].*)?$/i
/** `.env` and its relatives hold real credentials; `.env.example` is documentation of settings. */
const secretName =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist|defaults?|schema|test)[^/]*)?|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|p8|ppk|kdbx|asc)|\.netrc|\.pgpass|\.npmrc\.local|credentials(?:\.json)?|service-account[^/]*\.json|\.htpasswd)$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what makes a name unsafe to print or to pass on
const unsafeName = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?:^|\/)\.\.(?:\/|$)|\\/

/** Why a file isn't even listed, from its path; null where it is. */
export const findSkipReason = (path: string): SkippedFile['reason'] | null => {
  if (unsafeName.test(path)) return 'unsafe name'
  if (secretName.test(path)) return 'secret'
  if (binaryExtensions.has(extensionOf(path))) return 'binary'
  return null
}

const isLockFile = (path: string): boolean => lockNames.has(baseName(path))
export const isMinifiedName = (path: string): boolean => minifiedNames.test(path)

/** `src/main/java/org/springframework/samples/…` is a package's name and says nothing of what lies in it. */
const packageFolders = /(^|\/)(src\/\w+\/(?:java|kotlin|scala|groovy))\/.*\//

/** A path as far as it says what a file is for. */
export const withoutPackage = (path: string): string => path.replace(packageFolders, '$1$2/')

interface Surroundings {
  /** With its slash, '' at the root. */
  folder: string
  isVendored: boolean
  isBundled: boolean
  isTest: boolean
  isGenerated: boolean
  isExample: boolean
  isDocumentation: boolean
  isMeasuring: boolean
}

const surroundingsOf = (written: string): Surroundings => {
  const folder = withoutPackage(written)
  return {
    folder,
    isVendored: vendoredFolders.test(folder) || carriedFrameworks.test(folder),
    isBundled: bundledFolder.test(folder),
    isTest: testFolder.test(folder),
    isGenerated: generatedFolders.test(folder),
    isExample: exampleFolder.test(folder),
    isDocumentation: documentationFolder.test(folder) && !/(?:^|\/)(?:src|lib|app|packages)\//.test(folder),
    isMeasuring: measuringFolder.test(folder),
  }
}

/** For many files: what their folders say, which is most of it, is looked up once for each folder. */
export const createClassifier = (): ((path: string) => FileKind) => {
  const known = new Map<string, Surroundings>()
  return (path) => {
    const folder = folderOf(path)
    const around = known.get(folder) ?? surroundingsOf(folder === '' ? '' : `${folder}/`)
    known.set(folder, around)
    return kindOf(baseName(path), around)
  }
}

const kindOf = (name: string, around: Surroundings): FileKind => {
  const language = findLanguage(name)
  if (around.isVendored || (around.isBundled && copiedCode.test(name))) return 'vendored'
  if (isLockFile(name) || generatedNames.test(name) || minifiedNames.test(name) || name.endsWith('.map') || name.endsWith('.snap')) return 'generated'
  const isCode = isProgrammingLanguage(language)
  if ((testName.test(name) && !productTests.test(around.folder + name)) || (around.isTest && !documentationLanguages.has(language ?? ''))) return 'test'
  if (around.isGenerated) return 'generated'
  if (around.isExample && (isCode || language === 'HTML')) return 'example'
  if (
    manifestNames.has(name) ||
    manifestExtensions.has(extensionOf(name)) ||
    /^Package@swift-[\d.]+\.swift$/.test(name) ||
    /^requirements[^/]*\.txt$/.test(name)
  )
    return 'manifest'
  if (licenceName.test(name) || documentationLanguages.has(language ?? '')) return 'documentation'
  if (configurationName.test(name)) return 'configuration'
  if (around.isDocumentation) return 'documentation'
  if (isCode) return around.isMeasuring ? 'data' : 'source'
  if (dataLanguages.has(language ?? '')) return 'data'
  return language === null ? 'data' : 'configuration'
}
