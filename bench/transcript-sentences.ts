/** The sentences of each chapter of a finished story's transcript (WebVTT), as they were written. */
export const readTranscript = (vtt: string): string[][] => {
  const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const chapters: string[][] = []
  for (const block of vtt.split(/\n{2,}/)) {
    if (/^NOTE\nChapter: /.test(block)) chapters.push([])
    const said = /-->.*\n<v [^>]*>([\s\S]*)<\/v>/.exec(block)?.[1]
    if (said !== undefined) chapters.at(-1)?.push(unescaped(said))
  }
  return chapters
}
