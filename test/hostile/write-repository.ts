// Writes git objects as no git would make them: any name, any mode, any number of times. Everything goes straight into the
// object database of a bare repository, since an index or a checkout would refuse most of it.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TreeEntry {
  mode: '100644' | '100755' | '120000' | '160000' | '40000'
  name: string | Buffer
  id: string
}

export interface RepositoryWriter {
  readonly directory: string
  git: (args: readonly string[], input?: string | Buffer) => string
  blob: (content: string | Buffer) => string
  tree: (entries: readonly TreeEntry[]) => string
  /** Path → content, ordinary folders made of its slashes; extra entries go into the root. */
  files: (files: Readonly<Record<string, string | Buffer>>, extra?: readonly TreeEntry[]) => string
  /** Commits a tree to a branch; the first branch is what HEAD names. */
  commit: (tree: string, options?: { branch?: string; message?: string; author?: string; parent?: string }) => string
  /** Whatever it says, as the branch that HEAD names. */
  rawCommit: (content: string | Buffer) => string
}

export const writeRepository = (directory: string): RepositoryWriter => {
  mkdirSync(directory, { recursive: true })
  const git: RepositoryWriter['git'] = (args, input) =>
    execFileSync('git', [`--git-dir=${directory}`, ...args], {
      input: input ?? '',
      maxBuffer: 1024 ** 3,
      env: { PATH: process.env.PATH, HOME: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
      .toString('utf8')
      .trim()
  git(['init', '-q', '--bare', '--template=', '-b', 'main', directory])
  const write = (type: string, content: string | Buffer): string => git(['hash-object', '-t', type, '-w', '--stdin', '--literally'], Buffer.from(content))
  const tree: RepositoryWriter['tree'] = (entries) =>
    write(
      'tree',
      Buffer.concat(entries.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} `), Buffer.from(name), Buffer.from([0]), Buffer.from(id, 'hex')])),
    )
  const sortKey = ({ mode, name }: TreeEntry): Buffer => Buffer.concat([Buffer.from(name), Buffer.from(mode === '40000' ? '/' : '')])

  const files: RepositoryWriter['files'] = (content, extra = []) => {
    const entries: TreeEntry[] = [...extra]
    const folders = Map.groupBy(Object.entries(content), ([path]) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : ''))
    for (const [folder, inside] of folders) {
      if (folder === '') for (const [name, text] of inside) entries.push({ mode: '100644', name, id: write('blob', text) })
      else entries.push({ mode: '40000', name: folder, id: files(Object.fromEntries(inside.map(([path, text]) => [path.slice(folder.length + 1), text]))) })
    }
    return tree(entries.sort((a, b) => Buffer.compare(sortKey(a), sortKey(b))))
  }

  return {
    directory,
    git,
    blob: (content) => write('blob', content),
    tree,
    files,
    commit: (id, { branch = 'main', message = 'Everything', author = 'A Stranger <a@example.com> 1700000000 +0000', parent } = {}) => {
      const commit = write('commit', `tree ${id}\n${parent === undefined ? '' : `parent ${parent}\n`}author ${author}\ncommitter ${author}\n\n${message}\n`)
      git(['update-ref', `refs/heads/${branch}`, commit])
      return commit
    },
    rawCommit: (content) => {
      const commit = write('commit', content)
      // Written by hand: git would look at what it is.
      writeFileSync(join(directory, 'refs', 'heads', 'main'), `${commit}\n`)
      return commit
    },
  }
}

/** Many files, or large ones, as a stream that git packs by itself. */
export const importFiles = async (directory: string, files: Iterable<{ path: string; content: Buffer }>): Promise<void> => {
  mkdirSync(directory, { recursive: true })
  execFileSync('git', ['init', '-q', '--bare', '--template=', '-b', 'main', directory])
  const child = spawn('git', [`--git-dir=${directory}`, 'fast-import', '--quiet'], { stdio: ['pipe', 'ignore', 'inherit'] })
  const put = async (data: string | Buffer): Promise<void> => {
    if (!child.stdin.write(data)) await once(child.stdin, 'drain')
  }
  await put('commit refs/heads/main\ncommitter A Stranger <a@example.com> 1700000000 +0000\ndata 0\n')
  for (const { path, content } of files) {
    await put(`M 100644 inline ${path}\ndata ${content.length}\n`)
    await put(content)
    await put('\n')
  }
  child.stdin.end()
  await once(child, 'close')
}
