// What a guide for those who upgrade is divided into, without the headings that any such guide has.
import { plainInline } from './prose.ts'

const generalHeading =
  /^(?:what'?s new|(?:list of )?(?:breaking )?changes?|new features?|features?|overview|introduction|summary|upgrad\w*.*|migrat\w*.*|table of contents|contents|toc|requirements?|notes?|other.*|misc\w*|deprecat\w*|remov\w*|added|fixed|changed|bug ?fixes|conclusion|getting help|faq|questions?|why.*|how .*|before .*|step \d.*|v?\d[\w.]*.*|.*\?|.*:)$/i
const sayable = /^[\p{L}\d][\p{L}\d .,'+-]{3,40}$/u
const fewestHeadings = 3
const mostHeadings = 5
const mostWords = 5

/** Of the lines from `from` (counted from 0) up to `to`; empty where there are too few to say what changed. */
export const headingsOf = (lines: readonly string[], from: number, to: number): { text: string; line: number }[] => {
  const found = lines.slice(from, to).flatMap((line, at) => {
    const underlined = /^(?:-{3,}|~{3,}|\^{3,})\s*$/.test(lines[from + at + 1] ?? '') ? line : undefined
    const text = plainInline(/^#{2,4}\s+(.*?)\s*#*\s*$/.exec(line)?.[1] ?? underlined ?? '').trim()
    return text.split(/\s+/).length <= mostWords && sayable.test(text) && !generalHeading.test(text) ? [{ text, line: from + at + 1 }] : []
  })
  return found.length < fewestHeadings ? [] : found.slice(0, mostHeadings)
}
