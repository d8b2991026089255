// The finished story as files in the folder that was asked for, each whole or not there, and none in the place of another story's.
import { createWriteStream } from 'node:fs'
import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../db/client.ts'
import type { StoryRow } from '../db/stories.ts'
import { scriptAsMarkdown } from '../server/rest/script-markdown.ts'
import { scriptOf, transcriptOf } from '../server/story-parts.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { FileStore } from '../shared/node/file-store/file-store.ts'
import { toWebVtt } from '../story/audio/transcript.ts'
import { findFreeName } from './free-name.ts'

export interface DeliveredFiles {
  mp3: string
  transcript: string
  cover: string
  script: string
}

/** express-documentary-10min: what it is about and how it is told, so that another telling lies beside it. */
const fileName = (story: StoryRow): string =>
  `${story.repoName.split('/').at(-1) ?? 'story'}-${story.style}-${story.durationMinutes}min`.replace(/[^\w.-]+/g, '-')

const notWritten = (path: string, error: unknown): CodeStoryError =>
  new CodeStoryError('disk_full', `${path} could not be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error })

/**
 * Asked before anything is made: nobody should learn at the end that there is no place for it.
 * @throws {CodeStoryError} disk_full
 */
export const prepareFolder = async (outFolder: string): Promise<void> => {
  try {
    await mkdir(outFolder, { recursive: true })
    await access(outFolder, constants.W_OK)
  } catch (error) {
    throw notWritten(outFolder, error)
  }
}

/** @throws {CodeStoryError} disk_full, where a file could not be written: the whole ones before it are there */
export const deliver = async (story: StoryRow, db: Database, files: FileStore, outFolder: string): Promise<DeliveredFiles> => {
  if (story.audioKey === null || story.coverKey === null) throw new Error('a finished story has audio and a cover')
  await prepareFolder(outFolder)
  const name = await findFreeName(outFolder, fileName(story), ['mp3', 'vtt', 'png', 'md'])
  const at = (extension: string) => join(outFolder, `${name}.${extension}`)
  const written: DeliveredFiles = { mp3: at('mp3'), transcript: at('vtt'), cover: at('png'), script: at('md') }
  const put = async (path: string, write: (draft: string) => Promise<unknown>) => {
    const draft = `${path}.${story.id}.part`
    try {
      await write(draft)
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw notWritten(path, error)
    }
  }
  const copy = (key: string) => async (draft: string) => pipeline(await files.read(key), createWriteStream(draft))
  const transcript = toWebVtt(await transcriptOf(db, story))
  await put(written.mp3, copy(story.audioKey))
  await put(written.cover, copy(story.coverKey))
  await put(written.transcript, (draft) => writeFile(draft, transcript))
  await put(written.script, (draft) => writeFile(draft, scriptAsMarkdown(scriptOf(story))))
  return written
}
