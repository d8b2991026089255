// What git printed → our coded error. The door was open a moment ago (remote.ts), so most of what fails here is the way.
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { GitError } from './git.ts'
import type { GithubServer } from './github-server.ts'
import { type Remote, repositoryNotFound, unreachable } from './remote.ts'

const failures: readonly { pattern: RegExp; translate: (error: GitError, server: GithubServer, remote: Remote) => CodeStoryError }[] = [
  {
    pattern: /Authentication failed|could not read Username|not found|returned error: (?:401|403|404)/i,
    translate: (_, server, remote) => repositoryNotFound(remote, server),
  },
  {
    pattern: /No space left on device/i,
    translate: (error) => new CodeStoryError('disk_full', 'There is no room left on the disk for a copy of this repository.', { cause: error }),
  },
  {
    pattern: /redirect|returned error: 30\d/i,
    translate: (error, server) => unreachable(server, 'sends us on to another place, which we do not follow', { cause: error, retry: false }),
  },
  {
    pattern: /not our ref|unadvertised object|couldn't find remote ref|no such remote ref/i,
    translate: (error, _, remote) =>
      new CodeStoryError('repository_not_found', `${remote.owner}/${remote.name} no longer has the commit that was asked for.`, {
        cause: error,
        details: [{ field: 'repoUrl', message: 'The repository has no such commit.' }],
      }),
  },
  {
    pattern: /Out of memory|Cannot allocate memory|unable to create thread|mmap failed/i,
    translate: (error, _, remote) =>
      new CodeStoryError('repository_too_large', `${remote.owner}/${remote.name} needs more memory to read than one story may have.`, { cause: error }),
  },
  {
    pattern: /index-pack failed|bad pack|inflate|corrupt|fsck|invalid/i,
    translate: (error, server) => unreachable(server, 'sent a copy of the repository that is damaged', { cause: error }),
  },
]

/** For a call over the network. What is no failure of git's (an abort, an error of ours) comes back as it is. */
export const translateGitError = (error: unknown, server: GithubServer, remote: Remote): unknown => {
  if (!(error instanceof GitError)) return error
  if (error.reason === 'time') return unreachable(server, 'took too long to send the repository', { cause: error })
  if (error.reason !== 'exit')
    return new CodeStoryError('repository_too_large', `${remote.owner}/${remote.name} is larger than one story may read.`, { cause: error })
  const known = failures.find(({ pattern }) => pattern.test(error.stderr))
  return known?.translate(error, server, remote) ?? unreachable(server, 'broke off the connection', { cause: error })
}
