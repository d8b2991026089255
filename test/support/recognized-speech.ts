// What a recognizer hears in a sound file: pocketsphinx with its own English model, no knowledge of what was said.
import { runTool } from './system-tools.ts'

export interface HeardWord {
  word: string
  startSeconds: number
}

/** @param file anything that ffmpeg reads */
export const recognizeSpeech = (file: string, wav: string): HeardWord[] => {
  runTool('ffmpeg', ['-v', 'error', '-y', '-i', file, '-map', '0:a', '-ar', '16000', '-ac', '1', wav])
  const { stdout } = runTool('pocketsphinx_continuous', ['-infile', wav, '-logfn', '/dev/null', '-time', 'yes'])
  const lines = stdout.toString('utf8').matchAll(/^([a-z']+)(?:\(\d+\))? (\d+\.\d+) \d+\.\d+ [\d.]+$/gm)
  return [...lines].map(([, word = '', start = '0']) => ({ word, startSeconds: Number(start) }))
}

/** The words of a sentence that were heard while it was said. */
export const heardOf = (sentence: { text: string; start_seconds: number; end_seconds: number }, heard: readonly HeardWord[]): string[] => {
  const words = new Set(sentence.text.toLowerCase().match(/[a-z]{3,}/g))
  return heard
    .filter(({ word, startSeconds }) => words.has(word) && startSeconds >= sentence.start_seconds - 0.3 && startSeconds <= sentence.end_seconds + 0.3)
    .map(({ word }) => word)
}
