// Joining a story of 20 minutes from 24 chapters on disk, against copying the same bytes: the join looks at every frame and
// must take no more than three times as long, and 100 MB, in a process of its own. Run: node bench/audio-join.ts
import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { joinStory } from '../story/audio/join.ts'

const chapters = 24
const secondsPerChapter = 51.8
const rounds = 3
const files = (folder: string) => Array.from({ length: chapters }, (_, index) => join(folder, `${index}.mp3`))
const open = (path: string) => createReadStream(path)

/** In the measured process, which does it once: its time and the most memory it ever had. */
const measure = async (work: () => Readable, folder: string): Promise<string> => {
  const start = performance.now()
  await pipeline(work(), createWriteStream(join(folder, 'out.mp3')))
  return JSON.stringify({ ms: Math.round(performance.now() - start), peakMb: Math.round(process.resourceUsage().maxRSS / 1024) })
}

const works: Readonly<Record<string, (folder: string, durationSeconds: number, sizeBytes: number) => Readable>> = {
  copy: (folder) =>
    Readable.from(
      (async function* () {
        for (const path of files(folder)) yield* open(path)
      })(),
    ),
  join: (folder, durationSeconds, sizeBytes) => {
    const parts = files(folder).map((path, index) => ({ title: `Chapter ${index + 1}`, url: null, durationSeconds, sizeBytes, open: async () => open(path) }))
    return joinStory({
      title: 'Bench',
      artist: 'Code Story',
      album: 'bench',
      language: 'eng',
      date: null,
      url: null,
      coverPng: null,
      transcript: null,
      chapters: parts,
    }).stream
  },
}

const prepare = async (folder: string) => {
  const { openMp3Encoder } = await import('../story/audio/encode-mp3.ts')
  const { wrapChapterChunk } = await import('../story/audio/chapter-chunk.ts')
  const { sampleRate, secondsPerFrame } = await import('../story/audio/mp3-frames.ts')
  const samples = Float32Array.from({ length: Math.round(secondsPerChapter * sampleRate) }, (_, index) => 0.2 * Math.sin(index / 20) * Math.sin(index / 3000))
  const { frames, count } = await (await openMp3Encoder())(samples)
  const file = wrapChapterChunk(frames)
  for (const path of files(folder)) await writeFile(path, file)
  await writeFile(join(folder, 'part.json'), JSON.stringify({ durationSeconds: count.frames * secondsPerFrame, sizeBytes: file.length }))
}

const [mode, given] = process.argv.slice(2)
if (mode === undefined || given === undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'audio-join-'))
  await prepare(folder)
  const once = (name: string): { ms: number; peakMb: number } =>
    JSON.parse(spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, folder], { encoding: 'utf8' }).stdout)
  const run = (name: string) => Array.from({ length: rounds }, () => once(name)).reduce((best, round) => (round.ms < best.ms ? round : best))
  const [copied, joined] = [run('copy'), run('join')]
  const { size } = await stat(join(folder, 'out.mp3'))
  await rm(folder, { recursive: true })
  console.log(
    JSON.stringify({
      minutes: (chapters * secondsPerChapter) / 60,
      megabytes: size / 1e6,
      copied,
      joined,
      times: Math.round((joined.ms / copied.ms) * 100) / 100,
    }),
  )
} else {
  const { durationSeconds, sizeBytes } = JSON.parse(await readFile(join(given, 'part.json'), 'utf8'))
  const work = works[mode]
  if (work === undefined) throw new Error(`copy or join, not ${mode}`)
  console.log(await measure(() => work(given, durationSeconds, sizeBytes), given))
}
