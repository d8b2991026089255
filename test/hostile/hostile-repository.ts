// What a hostile repository is: how it is made, and how reading it must end: in a story's facts, or in a clear error. What
// stands around it while it is read is watched.
import type { ErrorCode } from '../../shared/errors.ts'
import type { GithubOptions } from '../support/github.ts'

/** Never to be seen in anything that is read: in files outside, or given as secrets inside. */
export const canaries = {
  outside: 'canary-of-a-file-outside-9f3a',
  key: ['gh', 'p_', 'QmVh8sT2kLx9Wn4Rb7Yc1Zd6Fe3Gj5Ha0PzU'].join(''),
  password: 'Tr0ub4dor-and-3-canaries',
  privateKey: 'MIIEowIBAAKCAQEAcanaryKeyQ29kZVN0b3J5VGVzdEtleU9ubHlOb3RSZWFs',
}

export interface Surroundings {
  /** A file outside of everything, with the canary in it. */
  outsideFile: string
  /** Is made if anything in the repository is ever run. */
  proofOfExecution: string
  /** Another server on loopback: nothing may reach it. */
  otherServer: string
}

export interface HostileRepository {
  name: string
  outcome: 'story' | ErrorCode
  /** Takes more than a few seconds to make or to read. */
  heavy?: true
  make?: (directory: string, surroundings: Surroundings) => Promise<void> | void
  fault?: (surroundings: Surroundings) => GithubOptions['fault']
  /** Of the clone, smaller than usual, so that a limit is reached in a test's time. */
  limits?: { timeoutMs?: number; packBytes?: number }
}
