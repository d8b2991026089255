// What a stored file is follows from how its key ends: keys are ours, and a folder has nowhere else to write it down.
import { CodeStoryError } from '../../errors.ts'

const contentTypes: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  png: 'image/png',
  json: 'application/json',
  vtt: 'text/vtt',
  md: 'text/markdown',
  txt: 'text/plain',
  wav: 'audio/wav',
  bin: 'application/octet-stream',
}

export const contentTypeOf = (key: string): string => contentTypes[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** Parameters (`; charset=utf-8`) say how to read it and not what it is. */
const essence = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase()

// Letters, digits and a few signs that mean the same to a file system, to S3 and in an address.
const keyPattern = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.-]+(?:\/[\w.-]+)*$/
const longestKey = 500

/** A key that is not one of ours is a fault of ours: it never comes from a caller. */
export const checkKey = (key: string): string => {
  if (!keyPattern.test(key) || key.length > longestKey)
    throw new CodeStoryError('internal', 'A file was to be stored under a name that no file may have.', { retry: false })
  return key
}

export const checkContentType = (key: string, contentType: string): void => {
  if (essence(contentType) !== contentTypeOf(key))
    throw new CodeStoryError('internal', `A file ending like ${key.split('/').at(-1)} is not ${contentType}.`, { retry: false })
}
