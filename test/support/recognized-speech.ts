// What a recognizer hears in a sound file: pocketsphinx with its own English model, no knowledge of what was said. Its times
// drift in long files, since it takes silences out; so what it heard is laid beside what was written by order alone.
import { runTool } from './system-tools.ts'

interface Stretch {
  fromSeconds: number
  seconds: number
}

/**
 * The recognizer has to get used to a voice and its loudness: as it begins, it mishears what follows for some seconds, and a
 * short first sentence altogether. So it hears the end of the sound first, which is not counted, and a silence.
 */
const accustomSeconds = { sound: 8, whole: 9 }
/** Its times are right to some hundredths there. */
const toleranceSeconds = 0.2

/** @param file anything that ffmpeg reads */
export const recognizeSpeech = (file: string, wav: string, stretch?: Stretch): string[] => {
  const cut = stretch === undefined ? [] : ['-ss', `${stretch.fromSeconds}`, '-t', `${stretch.seconds}`]
  const { sound, whole } = accustomSeconds
  const filter = `[0:a]asplit[end][all];[end]areverse,atrim=end=${sound},areverse,apad=whole_dur=${whole}[before];[before][all]concat=n=2:v=0:a=1`
  runTool('ffmpeg', ['-v', 'error', '-y', ...cut, '-i', file, '-filter_complex', filter, '-ar', '16000', '-ac', '1', wav])
  const { stdout } = runTool('pocketsphinx_continuous', ['-infile', wav, '-time', 'yes', '-logfn', '/dev/null'])
  // A line for each word: the word, perhaps with the number of a way to say it; where it begins and ends; how sure it is.
  return [...stdout.toString('utf8').matchAll(/^([a-z']+)(?:\(\d+\))? (\d+\.\d+) \d+\.\d+ \S+$/gim)].flatMap(([, word = '', start]) =>
    Number(start) > whole - toleranceSeconds ? [word.toLowerCase()] : [],
  )
}

/**
 * The words of each sentence that were heard: the longest row of words that both have in the same order. Of several such rows,
 * which may give a common word to one sentence or to the next, a sentence gets the one that does it more justice.
 */
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
  const follow = (prefersEarly: boolean): string[][] => {
    const found: string[][] = sentences.map(() => [])
    for (let row = 0, column = 0; row < written.length && column < heard.length; ) {
      const item = written[row]
      const [withoutRow, withoutColumn] = [at(row + 1, column), at(row, column + 1)]
      if (item?.word === heard[column]) {
        found[item?.sentence ?? 0]?.push(item?.word ?? '')
        row += 1
        column += 1
      } else if (withoutRow > withoutColumn || (withoutRow === withoutColumn && !prefersEarly)) row += 1
      else column += 1
    }
    return found
  }
  const [early, late] = [follow(true), follow(false)]
  return early.map((words, index) => (words.length >= (late[index]?.length ?? 0) ? words : (late[index] ?? [])))
}

/** Words of a sentence in the order in which they stand in what was heard, counted greedily. */
const countInOrder = (words: readonly string[], heard: readonly string[]): number => {
  let from = 0
  let count = 0
  for (const word of words) {
    const at = heard.indexOf(word, from)
    if (at < 0) continue
    count += 1
    from = at + 1
  }
  return count
}

/** Sentences of six long words or more that were heard a second time: most of their words, close together, in two places. */
export const findRepeated = (sentences: readonly string[], heard: readonly string[]): string[] =>
  sentences.filter((text, index) => {
    const words = text.toLowerCase().match(/[a-z']{3,}/g) ?? []
    // A story may say a sentence twice: that is the writer's doing.
    if (words.length < 6 || sentences.indexOf(text) !== index || sentences.lastIndexOf(text) !== index) return false
    const span = Math.ceil(words.length * 1.6)
    let places = 0
    for (let at = 0; at < heard.length; at += 1)
      if (countInOrder(words, heard.slice(at, at + span)) >= words.length * 0.75) {
        places += 1
        at += span
      }
    return places > 1
  })
