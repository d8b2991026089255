// Which reader takes which file.
import { baseName } from '../languages.ts'
import { readCargoToml } from './cargo.ts'
import { readCmake } from './cmake.ts'
import { readComposer } from './composer.ts'
import { readGemfile, readGemspec } from './gem.ts'
import { readGoMod } from './go-mod.ts'
import { readGradle } from './gradle.ts'
import type { ManifestReader } from './manifest.ts'
import { readPackageJson } from './npm.ts'
import { readPyproject, readRequirements, readSetupCfg, readSetupPy } from './python.ts'
import { readSwiftPackage } from './swift-package.ts'
import { readPom, readProjectFile } from './xml.ts'

const readers: readonly [RegExp, ManifestReader][] = [
  [/^package\.json$/, readPackageJson],
  [/^Cargo\.toml$/, readCargoToml],
  [/^go\.mod$/, readGoMod],
  [/^pyproject\.toml$/, readPyproject],
  [/^setup\.py$/, readSetupPy],
  [/^setup\.cfg$/, readSetupCfg],
  [/^requirements[^/]*\.txt$/, readRequirements],
  [/^pom\.xml$/, readPom],
  [/^build\.gradle(?:\.kts)?$/, readGradle],
  [/\.(?:csproj|fsproj|vbproj)$/, readProjectFile],
  [/\.gemspec$/, readGemspec],
  [/^Gemfile$/, readGemfile],
  [/^composer\.json$/, readComposer],
  [/^Package\.swift$/, readSwiftPackage],
  [/^CMakeLists\.txt$/, readCmake],
]

export const findManifestReader = (path: string): ManifestReader | null => {
  const name = baseName(path)
  return readers.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
