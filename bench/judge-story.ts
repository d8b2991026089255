// What independent programs say of finished stories: do ffprobe, mpg123, mp3val and music-metadata agree on length and
// chapters, without a complaint; how loud is it (EBU R128, by ffmpeg), and does anything clip; and where does a player land
// that jumps to a chapter: by time and constant bit rate, as the Info header says; by its seek table; by the chapter's byte
// in the ID3 tag. A seek table has 256 steps for the whole file, 4.7 s each in twenty minutes, whoever writes it: players use
// it where the bit rate changes, which ours does not, and its row here shows what those would get that used it all the same.
// Run: node bench/judge-story.ts story.mp3 …
import { readFile } from 'node:fs/promises'
import { parseBuffer } from 'music-metadata'
import { z } from 'zod'
import { runTool } from '../test/support/system-tools.ts'

/** Coarse enough to find half a second of speech in the whole quickly, fine enough for half a millisecond. */
const rate = 2000
const windowSeconds = 8
const cutSeconds = 1

/** Enough for the hiss that a word may begin with. */
const wordRate = 16_000

const pcm = (args: readonly string[], { input, at = rate }: { input?: Uint8Array; at?: number } = {}): Float32Array => {
  const { stdout } = runTool('ffmpeg', ['-v', 'error', ...args, '-map', '0:a', '-ac', '1', '-ar', String(at), '-f', 'f32le', '-'], input)
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length))
}

/** Where a cut stands in the whole, near a place: the offset at which the two are most alike, in seconds. */
const locate = (cut: Float32Array, whole: Float32Array, nearSeconds: number): number => {
  let best = { score: Number.NEGATIVE_INFINITY, at: 0 }
  const from = Math.max(0, Math.round((nearSeconds - windowSeconds) * rate))
  const to = Math.min(whole.length - cut.length, Math.round((nearSeconds + windowSeconds) * rate))
  for (let at = from; at <= to; at += 1) {
    let [product, energy] = [0, 1e-9]
    for (let index = 0; index < cut.length; index += 1) {
      const sample = whole[at + index] ?? 0
      product += sample * (cut[index] ?? 0)
      energy += sample * sample
    }
    const score = product / Math.sqrt(energy)
    if (score > best.score) best = { score, at }
  }
  return best.at / rate
}

const firstWord = (file: string, startSeconds: number): number => {
  const sound = pcm(['-i', file, '-ss', String(startSeconds), '-t', '2'], { at: wordRate })
  return sound.findIndex((sample) => Math.abs(sample) > 0.01) / wordRate + startSeconds
}

interface Story {
  file: string
  bytes: Buffer
  seconds: number
  /** Bytes of the first frame after the Info header, and of all the sound. */
  soundFrom: number
  soundBytes: number
  table: Uint8Array
}

type Jump = (story: Story, chapter: { seconds: number }) => Float32Array
const fromByte = ({ bytes }: Story, byte: number): Float32Array =>
  pcm(['-f', 'mp3', '-i', 'pipe:0', '-t', String(cutSeconds)], { input: bytes.subarray(byte, byte + 40_000) })
const jumps: Readonly<Record<string, Jump>> = {
  'ffmpeg, as it is': ({ file }, { seconds }) => pcm(['-ss', String(seconds), '-t', String(cutSeconds), '-i', file]),
  'ffmpeg, by the seek table': ({ file }, { seconds }) => pcm(['-usetoc', '1', '-ss', String(seconds), '-t', String(cutSeconds), '-i', file]),
  'constant bit rate of the header': (story, { seconds }) => fromByte(story, story.soundFrom + Math.round((story.soundBytes * seconds) / story.seconds)),
}

/** Where a byte stands in time, at the constant rate. */
const byByte = ({ soundFrom, soundBytes, seconds }: Story, byte: number): number => ((byte - soundFrom) / soundBytes) * seconds
/** Where the table alone leads to: the byte between two of its points, at the constant rate of bytes a second. */
const byTable = ({ table, seconds }: Story, wanted: number): number => {
  const point = Math.min(99.999, (wanted / seconds) * 100)
  const [low, high] = [table[Math.floor(point)] ?? 0, table[Math.floor(point) + 1] ?? 256]
  return ((low + (high - low) * (point % 1)) / 256) * seconds
}

const chapterSchema = z.object({ chapters: z.array(z.object({ start_time: z.coerce.number(), tags: z.object({ title: z.string() }) })) })
const chapStartSchema = z.object({ info: z.object({ startOffset: z.number() }) })

const judge = async (file: string) => {
  const bytes = await readFile(file)
  const probed = runTool('ffprobe', ['-v', 'warning', '-show_chapters', '-show_format', '-of', 'json', file])
  const { chapters } = chapterSchema.parse(JSON.parse(probed.stdout.toString('utf8')))
  const probedSeconds = z.object({ format: z.object({ duration: z.coerce.number() }) }).parse(JSON.parse(probed.stdout.toString('utf8'))).format.duration
  const decoded = runTool('mpg123', ['-q', '-s', file])
  const mpg123Seconds = decoded.stdout.length / 2 / 44_100
  const validated = runTool('mp3val', [file]).stdout.toString('utf8')
  const read = await parseBuffer(bytes, { mimeType: 'audio/mpeg' }, { includeChapters: true, duration: true })
  const sameChapters = JSON.stringify(read.format.chapters?.map(({ title }) => title)) === JSON.stringify(chapters.map(({ tags }) => tags.title))
  const complaints = [probed.stderr, decoded.stderr, ...(validated.match(/^(?:WARNING|ERROR|PROBLEM).*$/gim) ?? [])]
    .map((text) => text.trim())
    .filter((text) => text !== '')

  const { stderr } = runTool('ffmpeg', ['-nostats', '-i', file, '-map', '0:a', '-af', 'ebur128=peak=true', '-f', 'null', '-'])
  const [, lufs] = /Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr) ?? []
  const [, truePeak] = /True peak:\s+Peak:\s+(-?[\d.]+) dBFS/.exec(stderr) ?? []
  const samples = new Int16Array(decoded.stdout.buffer, decoded.stdout.byteOffset, decoded.stdout.length >> 1)
  const clipped = samples.reduce((count, sample) => count + (Math.abs(sample) >= 32_767 ? 1 : 0), 0)

  const info = bytes.indexOf('Info', 0, 'latin1')
  const soundFrom = info - 21
  const story: Story = { file, bytes, seconds: mpg123Seconds, soundFrom, soundBytes: bytes.length - soundFrom, table: bytes.subarray(info + 16, info + 116) }
  const starts = (read.native['ID3v2.3'] ?? []).flatMap(({ id, value }) => (id === 'CHAP' ? chapStartSchema.parse(value).info.startOffset : []))
  const whole = pcm(['-i', file])
  const words = chapters.map(({ start_time }) => firstWord(file, start_time))
  const furthest = (landing: (chapter: { seconds: number; byte: number }) => number): string => {
    const off = chapters.map(({ start_time: seconds }, index) => Math.abs(landing({ seconds, byte: starts[index] ?? 0 }) - (words[index] ?? 0)))
    return `${Math.round(Math.max(...off) * 1000)} ms`
  }
  const landed = Object.entries(jumps).map(([name, jump]) => [name, furthest((chapter) => locate(jump(story, chapter), whole, chapter.seconds))])
  return {
    file,
    chapters: chapters.length,
    seconds: { ffprobe: probedSeconds, mpg123: mpg123Seconds, 'music-metadata': read.format.duration },
    sameChapters,
    complaints,
    lufs: Number(lufs),
    truePeakDb: Number(truePeak),
    clipped,
    furthestFromFirstWord: {
      ...Object.fromEntries(landed),
      'byte of the chapter in the tag': furthest(({ byte }) => byByte(story, byte)),
      'seek table alone': furthest(({ seconds }) => byTable(story, seconds)),
    },
  }
}

for (const file of process.argv.slice(2)) console.log(JSON.stringify(await judge(file)))
