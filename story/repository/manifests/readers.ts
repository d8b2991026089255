// Which reader takes which file.
import { baseName } from '../languages.ts'
import { readCargoToml } from './cargo.ts'
import { readGoMod } from './go-mod.ts'
import type { ManifestReader } from './manifest.ts'
import { readPackageJson } from './npm.ts'
import { readPyproject, readRequirements, readSetupCfg, readSetupPy } from './python.ts'

const readers: readonly [RegExp, ManifestReader][] = [
  [/^package\.json$/, readPackageJson],
  [/^Cargo\.toml$/, readCargoToml],
  [/^go\.mod$/, readGoMod],
  [/^pyproject\.toml$/, readPyproject],
  [/^setup\.py$/, readSetupPy],
  [/^setup\.cfg$/, readSetupCfg],
  [/^requirements[^/]*\.txt$/, readRequirements],
]

export const findManifestReader = (path: string): ManifestReader | null => readers.find(([pattern]) => pattern.test(baseName(path)))?.[1] ?? null
