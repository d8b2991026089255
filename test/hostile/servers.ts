// Servers that stall, lead elsewhere or lie.
import { randomBytes } from 'node:crypto'
import type { HostileRepository, Surroundings } from './hostile-repository.ts'
import { withFiles } from './ordinary.ts'

const sendElsewhere =
  (location: (surroundings: Surroundings) => string, path = '/info/refs'): HostileRepository['fault'] =>
  (surroundings) =>
  (asked) =>
    asked.includes(path) && !asked.startsWith('/api') ? { status: 302, headers: { location: location(surroundings) } } : null

export const servers: readonly HostileRepository[] = [
  {
    name: 'a server that stalls at the door',
    outcome: 'repository_unreachable',
    heavy: true,
    make: withFiles({}),
    fault: () => (path) => (path.includes('/info/refs') ? 'stall' : null),
  },
  {
    name: 'a server that stalls while it sends',
    outcome: 'repository_unreachable',
    make: withFiles({}),
    limits: { timeoutMs: 1500 },
    fault:
      () =>
      (path, { headers }) =>
        path.endsWith('/git-upload-pack') && Number(headers['content-length'] ?? 1000) > 190 ? 'stall' : null,
  },
  {
    name: 'a server that redirects to another host',
    outcome: 'repository_unreachable',
    make: withFiles({}),
    fault: sendElsewhere(({ otherServer }) => `${otherServer}/a/b.git/info/refs?service=git-upload-pack`),
  },
  {
    name: 'a server that redirects to a private address',
    outcome: 'repository_unreachable',
    make: withFiles({}),
    fault: sendElsewhere(() => 'http://169.254.169.254/latest/meta-data/info/refs'),
  },
  {
    name: 'a server that redirects git itself',
    outcome: 'repository_unreachable',
    make: withFiles({}),
    fault: sendElsewhere(({ otherServer }) => `${otherServer}/a/b.git/git-upload-pack`, '/git-upload-pack'),
  },
  {
    name: 'a server that answers with noise',
    outcome: 'repository_unreachable',
    make: withFiles({}),
    fault: () => (path) =>
      path.endsWith('/git-upload-pack')
        ? { status: 200, headers: { 'content-type': 'application/x-git-upload-pack-result' }, body: randomBytes(5000).toString('latin1') }
        : null,
  },
]
