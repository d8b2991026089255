// What a recognizer hears in a sound file: pocketsphinx with its own English model, no knowledge of what was said. Its times
// drift in long files, since it takes silences out; so what it heard is laid beside what was written by order alone.
import { runTool } from './system-tools.ts'

/** @param file anything that ffmpeg reads */
export const recognizeSpeech = (file: string, wav: string): string[] => {
  runTool('ffmpeg', ['-v', 'error', '-y', '-i', file, '-map', '0:a', '-ar', '16000', '-ac', '1', wav])
  const { stdout } = runTool('pocketsphinx_continuous', ['-infile', wav, '-logfn', '/dev/null'])
  return (
    stdout
      .toString('utf8')
      .toLowerCase()
      .match(/[a-z']+/g) ?? []
  )
}

/** The words of each sentence that were heard: the longest row of words that both have in the same order. */
export const heardBySentence = (sentences: readonly string[], heard: readonly string[]): string[][] => {
  const written = sentences.flatMap((text, sentence) => (text.toLowerCase().match(/[a-z']{3,}/g) ?? []).map((word) => ({ word, sentence })))
  const longest = Array.from({ length: written.length + 1 }, () => new Int32Array(heard.length + 1))
  const at = (row: number, column: number): number => longest[row]?.[column] ?? 0
  for (let row = written.length - 1; row >= 0; row -= 1)
    for (let column = heard.length - 1; column >= 0; column -= 1) {
      const same = written[row]?.word === heard[column]
      const cells = longest[row]
      if (cells !== undefined) cells[column] = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  const found: string[][] = sentences.map(() => [])
  for (let row = 0, column = 0; row < written.length && column < heard.length; ) {
    const item = written[row]
    if (item?.word === heard[column]) {
      found[item?.sentence ?? 0]?.push(item?.word ?? '')
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return found
}
