// The only place that starts git. What it reads was written by strangers, so it runs with nothing of ours and nothing of
// the machine's: no user or system configuration, no prompt, no hook, no submodule, no filter, no LFS download, no
// replacement objects, and no protocol beside the one that a call names. We never check out: files are read out of the
// object database, so that names, links and attributes in the tree are data and never paths on our disk.
//
// A token reaches git through an inherited pipe that a credential helper reads once, when the server asks. The process
// list, the environment and the git directory's config never hold it.
//
// Limits are the kernel's where it has them (size of a written file, address space), so that a pack made to explode
// ends git and not the machine. On Windows there are none, and a call's time and output limits remain.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { childEnvironment } from '../../../shared/node/child-environment.ts'

/** Reaching a server is asked for; without it git has no protocol to speak. */
export interface GitNetwork {
  protocol: 'https' | 'http'
  token: string | null
}

export interface GitCall {
  /** The git directory itself. Without one the call works on none, and never finds one by looking around. */
  directory?: string
  /** For what compares a git directory with files: `ls-files`, `status`. */
  workTree?: string
  signal?: AbortSignal | undefined
  timeoutMs?: number
  /** Of standard output, for `runGit`. */
  maxOutputBytes?: number
  /** The largest file that git may write: a pack, as it arrives. */
  maxFileBytes?: number
  maxMemoryBytes?: number
  network?: GitNetwork
  input?: string | Uint8Array
  /** Beside the ones that every call has. */
  settings?: Readonly<Record<string, string>>
  /** Standard error as it comes: progress. */
  onMessage?: (text: string) => void
}

/** git said no. `message` holds what it printed: for the log and for telling one failure from another, not for a person. */
export class GitError extends Error {
  readonly exitCode: number | null
  readonly stderr: string
  /** A limit of the call's ended it, or git's own end. */
  readonly reason: 'exit' | 'time' | 'output' | 'file size'
  constructor(reason: GitError['reason'], subcommand: string, exitCode: number | null, stderr: string) {
    super(`git ${subcommand}: ${reason === 'exit' ? `exit ${exitCode}` : `over the limit of ${reason}`}: ${stderr.trim().slice(-500)}`)
    this.name = 'GitError'
    this.reason = reason
    this.exitCode = exitCode
    this.stderr = stderr
  }
}

const settings: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.attributesFile': '/dev/null',
  'core.fsmonitor': 'false',
  'core.askPass': '',
  'core.symlinks': 'false',
  'core.protectHFS': 'true',
  'core.protectNTFS': 'true',
  'credential.helper': '',
  'safe.directory': '*',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'fetch.writeCommitGraph': 'false',
  // A received pack stays a pack: 30,000 loose objects are 30,000 files to write and to remove.
  'fetch.unpackLimit': '1',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'log.showSignature': 'false',
  'http.followRedirects': 'false',
  // A server that sends less than a byte a second for this long has stalled. While it counts objects it sends keep-alives.
  'http.lowSpeedLimit': '1',
  'http.lowSpeedTime': '30',
  'transfer.bundleURI': 'false',
  'protocol.version': '2',
  // Memory: big blobs are streamed and not held, packs are mapped in small windows, two threads do.
  'core.bigFileThreshold': '8m',
  'core.packedGitWindowSize': '16m',
  'core.packedGitLimit': '256m',
  'core.deltaBaseCacheLimit': '32m',
  'pack.threads': '2',
  'pack.windowMemory': '64m',
}

const environment = ({ network, settings: own }: GitCall): NodeJS.ProcessEnv => {
  const entries = Object.entries({ ...settings, ...own })
  return childEnvironment({
    HOME: '/dev/null',
    XDG_CONFIG_HOME: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_ALLOW_PROTOCOL: network?.protocol ?? 'none',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: 'cat',
    // Paths are what they are: `:(glob)` in a file's name is no pattern.
    GIT_LITERAL_PATHSPECS: '1',
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(entries.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${index}`, key] as const, [`GIT_CONFIG_VALUE_${index}`, value] as const])),
  })
}

// What would run a program that a configuration names, per subcommand that can.
const safeFlags: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ['log', 'show', 'diff', 'diff-tree'].map((subcommand) => [subcommand, ['--no-ext-diff', '--no-textconv']]),
)

// Room for a big pack's index beside the windows; a pack that needs more was made to.
const defaultMemoryBytes = 2 * 1024 ** 3

const withLimits = (args: readonly string[], { maxFileBytes, maxMemoryBytes = defaultMemoryBytes }: GitCall): [string, string[]] => {
  if (process.platform === 'win32') return ['git', [...args]]
  const limits = [`ulimit -c 0`, `ulimit -v ${Math.floor(maxMemoryBytes / 1024)} 2>/dev/null`]
  // With the signal ignored a write over the limit fails and git says so; a child that is killed by it dies without a word.
  if (maxFileBytes !== undefined) limits.push(`trap '' XFSZ; ulimit -f ${Math.ceil(maxFileBytes / 512)}`)
  return ['/bin/sh', ['-c', `${limits.join('; ')}; exec git "$@"`, 'git', ...args]]
}

export interface RunningGit {
  stdin: Writable
  stdout: Readable
  /** Settles when git has ended: rejects with a GitError, or with the signal's reason. */
  finished: Promise<void>
  /** Ends git and every child of its own. Nothing happens where it has ended. */
  kill: () => void
}

/** For conversations and streams: `cat-file --batch`, a long `log`. The caller reads `stdout` and awaits `finished`. */
export const spawnGit = (args: readonly string[], call: GitCall = {}): RunningGit => {
  const [subcommand = '', ...rest] = args
  const authenticate = call.network?.token != null
  const [command, commandArgs] = withLimits(
    [
      ...(call.directory === undefined ? [] : [`--git-dir=${call.directory}`]),
      ...(call.workTree === undefined ? [] : [`--work-tree=${call.workTree}`]),
      ...(authenticate ? ['-c', 'credential.helper=!cat <&3; :'] : []),
      '--no-pager',
      subcommand,
      ...(safeFlags[subcommand] ?? []),
      ...rest,
    ],
    call,
  )
  const child = spawn(command, commandArgs, {
    cwd: call.workTree ?? call.directory ?? '/',
    env: { ...environment(call), ...(call.directory === undefined ? { GIT_DIR: '/dev/null' } : {}) },
    stdio: authenticate ? ['pipe', 'pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that git's helpers end with it.
    detached: process.platform !== 'win32',
  }) as ChildProcessByStdio<Writable, Readable, Readable>
  const credentials = child.stdio[3] as Writable | undefined
  credentials?.on('error', ignoreClosedPipe).end(`username=x-access-token\npassword=${call.network?.token}\n`)
  // git may end before it has read all: its exit tells the story, not the broken pipe.
  child.stdin.on('error', ignoreClosedPipe)

  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      if (process.platform === 'win32') child.kill('SIGKILL')
      else process.kill(-child.pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-8192)
    call.onMessage?.(text)
  })
  let outOfTime = false
  const timer =
    call.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          outOfTime = true
          kill()
        }, call.timeoutMs)
  call.signal?.addEventListener('abort', kill, { once: true })
  if (call.signal?.aborted) kill()

  const finished = new Promise<void>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new CodeStoryError('internal', 'git is not installed here. Install git and try again.', { cause: error, retry: false })
          : error,
      ),
    )
    child.once('close', (exitCode) => {
      if (call.signal?.aborted) reject(call.signal.reason)
      else if (outOfTime) reject(new GitError('time', subcommand, exitCode, stderr))
      else if (/File too large/i.test(stderr)) reject(new GitError('file size', subcommand, exitCode, stderr))
      else if (exitCode !== 0) reject(new GitError('exit', subcommand, exitCode, stderr))
      else resolve()
    })
  }).finally(() => {
    clearTimeout(timer)
    call.signal?.removeEventListener('abort', kill)
  })
  // Whoever streams may look at `finished` only after the last byte: a failure before that is kept, not unhandled.
  finished.catch(() => undefined)
  return { stdin: child.stdin, stdout: child.stdout, finished, kill }
}

const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && error.code !== 'ERR_STREAM_DESTROYED') throw error
}

const defaultTimeoutMs = 60_000
const defaultOutputBytes = 64 * 1024 * 1024

/** Runs git to its end and returns what it printed. */
export const runGit = async (args: readonly string[], call: GitCall = {}): Promise<Buffer> => {
  const maxOutputBytes = call.maxOutputBytes ?? defaultOutputBytes
  const git = spawnGit(args, { timeoutMs: defaultTimeoutMs, ...call })
  git.stdin.end(call.input)
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of git.stdout as AsyncIterable<Buffer>) {
    bytes += piece.length
    // Leaving the loop closes the stream: git would not count as ended while anything of it waits to be read.
    if (bytes > maxOutputBytes) break
    pieces.push(piece)
  }
  if (bytes > maxOutputBytes) {
    git.kill()
    await git.finished.catch(() => undefined)
    throw new GitError('output', args[0] ?? '', null, '')
  }
  await git.finished
  return Buffer.concat(pieces)
}

export const runGitText = async (args: readonly string[], call: GitCall = {}): Promise<string> => (await runGit(args, call)).toString('utf8')
