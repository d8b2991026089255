// Independent judges that a machine may lack: a test that needs one is skipped there, and its name says what is missing.
import { spawnSync } from 'node:child_process'

export type SystemTool = 'ffmpeg' | 'ffprobe' | 'mpg123' | 'mp3val' | 'pocketsphinx_continuous'

export const lacks = (tool: SystemTool): boolean => spawnSync(tool, ['-version'], { stdio: 'ignore' }).error !== undefined

interface ToolOutput {
  stdout: Buffer
  stderr: string
}
export const runTool = (tool: SystemTool, args: readonly string[], input?: Uint8Array): ToolOutput => {
  const { stdout, stderr, status, error } = spawnSync(tool, args, { maxBuffer: 512 * 2 ** 20, ...(input === undefined ? {} : { input }) })
  if (error !== undefined || status !== 0) throw new Error(`${tool} failed with ${status}: ${stderr?.toString('utf8').slice(-500)}`, { cause: error })
  return { stdout, stderr: stderr.toString('utf8') }
}
