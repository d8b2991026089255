// The finished story as files in the folder that was asked for, each whole or not there.
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../db/client.ts'
import type { StoryRow } from '../db/stories.ts'
import { scriptAsMarkdown } from '../server/rest/script-markdown.ts'
import { scriptOf, transcriptOf } from '../server/story-parts.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { FileStore } from '../shared/node/file-store/file-store.ts'
import { toWebVtt } from '../story/audio/transcript.ts'

export interface DeliveredFiles {
  mp3: string
  transcript: string
  cover: string
  script: string
}

/** express-documentary-10min: what it is about and how it is told, so that another telling lies beside it. */
const fileName = (story: StoryRow): string =>
  `${story.repoName.split('/').at(-1) ?? 'story'}-${story.style}-${story.durationMinutes}min`.replace(/[^\w.-]+/g, '-')

export const deliver = async (story: StoryRow, db: Database, files: FileStore, outFolder: string): Promise<DeliveredFiles> => {
  if (story.audioKey === null || story.coverKey === null) throw new Error('a finished story has audio and a cover')
  const at = (extension: string) => join(outFolder, `${fileName(story)}.${extension}`)
  const written: DeliveredFiles = { mp3: at('mp3'), transcript: at('vtt'), cover: at('png'), script: at('md') }
  const put = async (path: string, write: (draft: string) => Promise<unknown>) => {
    const draft = `${path}.part`
    try {
      await write(draft)
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw new CodeStoryError('disk_full', `${path} could not be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  }
  const copy = (key: string) => async (draft: string) => pipeline(await files.read(key), createWriteStream(draft))
  const transcript = toWebVtt(await transcriptOf(db, story))
  await mkdir(outFolder, { recursive: true })
  await put(written.mp3, copy(story.audioKey))
  await put(written.cover, copy(story.coverKey))
  await put(written.transcript, (draft) => writeFile(draft, transcript))
  await put(written.script, (draft) => writeFile(draft, scriptAsMarkdown(scriptOf(story))))
  return written
}
