// What a stranger can put into a repository, or have their server answer, to hurt whoever reads it: all of it, by kind.
import { contents } from './contents.ts'
import { histories } from './histories.ts'
import type { HostileRepository } from './hostile-repository.ts'
import { names } from './names.ts'
import { servers } from './servers.ts'
import { sizes } from './sizes.ts'

export const hostileRepositories: readonly HostileRepository[] = [...names, ...sizes, ...contents, ...histories, ...servers]
