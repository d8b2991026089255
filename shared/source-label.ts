import type { Source } from './script.ts'

export const sourceKey = ({ file, start_line, end_line }: Source): string => `${file}:${start_line}-${end_line}`

/** For a narrow place: the file's own name and its first line. */
export const shortSource = ({ file, start_line }: Source): string => `${file.split('/').at(-1)}:${start_line}`

export const lineRange = ({ start_line, end_line }: Source): string => (start_line === end_line ? `line ${start_line}` : `lines ${start_line} to ${end_line}`)
