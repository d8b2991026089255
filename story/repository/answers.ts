// Sentences of the README and the pages that answer what a newcomer asks beside how it works: what is configured and what
// wins, what a failure looks like, how it is tested, why it is made as it is. They are found by what they say and by the
// heading that they stand under, whether or not they name anything of the code.
import type { Explanation } from '../../shared/analysis.ts'
import { speaksTo, speaksToAtCode } from './answering.ts'
import { advertises, dangling, definite, type ExplainingText, type Known, leaning, namesIn, order, readRuns } from './explanations.ts'
import { baseName } from './languages.ts'
import { isReadable, plainInline, sentencesOf } from './prose.ts'
import { type Question, questions } from './questions.ts'
import { isAboutWhatStandsBefore, isNarrow, isSetOff, leansOnItsPlace } from './quote-scope.ts'
import { type Block, readBlocks } from './readme.ts'
import type { SnapshotFile } from './snapshot.ts'
import { docParagraphs } from './syntax/comments.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'
import { isAsidePath } from './telling-names.ts'

const pageName =
  /config|setting|environment|option|error|exception|test|contribut|develop|hacking|design|architect|internals?|why|faq|perform|caveat|limit|timeout|retr(?:y|ies)|signal|sandbox|behaviou?r|quick ?start|style/i
const maxPages = 40
const maxPageBytes = 120_000
const maxBytes = 700_000

/** Orders to machines that work on the code explain nothing to a reader. */
export const isForAgents = (path: string): boolean =>
  /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI|copilot-instructions)\.md$|(?:^|\/)\.(?:agents|claude|cursor)\//i.test(path)

/** `docs/v1/` beside `docs/v3/`: told as if it held today, it is false. */
const isOfOldVersion = (path: string, newest: ReadonlyMap<string, number>): boolean => {
  const found = versionFolder.exec(path)
  return found !== null && Number(found[2]) < (newest.get(found[1] ?? '') ?? 0)
}
const versionFolder = /^(.*?)(?:^|\/)v?(\d+)(?:\.\w+)*\//
const newestVersions = (paths: readonly string[]): ReadonlyMap<string, number> => {
  const newest = new Map<string, number>()
  for (const path of paths) {
    const [, folder = '', version] = versionFolder.exec(path) ?? []
    if (version !== undefined) newest.set(folder, Math.max(newest.get(folder) ?? 0, Number(version)))
  }
  return newest
}

/** Pages that bear a question in their name, then the others, the nearest to the top first. */
export const pickAnswerPages = (files: readonly SnapshotFile[]): string[] => {
  let bytes = 0
  const newest = newestVersions(files.map(({ path }) => path))
  return files
    .filter(
      ({ kind, path, sizeBytes }) =>
        kind === 'documentation' &&
        !isOfOldVersion(path, newest) &&
        /\.(?:md|mdx|rst|adoc|markdown)$/.test(path) &&
        !/change|release|migrat|upgrad|history|conduct|(?:^|[-_/])news\.|(?:^|\/)(?:\.\w+|i18n|translations?|locales?|tutorials?|_?posts|news|blog)\//i.test(
          path,
        ) &&
        !isForAgents(path) &&
        sizeBytes <= maxPageBytes,
    )
    .toSorted(
      (a, b) =>
        Number(pageName.test(baseName(b.path))) - Number(pageName.test(baseName(a.path))) ||
        a.path.split('/').length - b.path.split('/').length ||
        (a.path < b.path ? -1 : 1),
    )
    .filter(({ sizeBytes }) => {
      bytes += sizeBytes
      return bytes <= maxBytes
    })
    .slice(0, maxPages)
    .map(({ path }) => path)
}

const besides =
  /\b(?:install\w*|licen[cs]e|sponsor\w*|badge|community|credits?|acknowledg\w*|authors?|donat\w*|download|translation|people|backers|resources|links|related|feedback|who uses|show ?case|thanks|alternatives|roadmap|screenshots?|integrations?|plugins|middleware list|example projects|editor|migrat\w*|upgrad\w*|pull requests?|commit messages?|code of conduct|releas\w*|deploy\w*|docker|kubernetes|heroku|nginx|systemd|rails|sphinx|tutorial)\b/i
const dead =
  /\b(?:TODO|deprecated|no longer|removed in|as of version|versions? (?:prior|before|older)|pull requests?|issues?|maintainers?|contributors?|thank|feel free|excellent|fully[- ]featured|bug reports?|\bPRs?\b|we|our|us|I|my)\b/

/** Only with what stands before it, or beside it. */
const alone =
  /^(?:all other|for these|to prevent this|the reason for this|others?|every other|like |> ?\[!|!!!|FAIL\b)|\b(?:found|listed|described|documented|available|enumerated) (?:here|under|in the|at)\b|^in (?:there|here)\b|^[A-Z_]{3,}:|, run \b|\bhere\.$|\.\.\.?$/i

const mostOfTopic = 8
const fewestPoints = 2.5

const rate = (sentence: string, block: Block, { path, isReadme }: ExplainingText, { topic, cues, place }: Question, named: number): number => {
  const said = cues.reduce((sum, [points, pattern]) => sum + (pattern.test(sentence) ? points : 0), 0)
  if (said === 0) return 0
  const words = sentence.split(/\s+/).length
  const isPlaced = place.test(block.heading)
  // Without the heading it takes more than a "because" to be a reason.
  if (topic === 'reasons' && !isPlaced && !isReadme && said < 2) return 0
  return (
    said +
    (isPlaced ? 1 : 0) +
    (place.test(baseName(path)) ? 0.7 : 0) +
    (isReadme ? 0.7 : 0) +
    Math.min(1, named * 0.5) -
    (advertises.test(sentence) ? 1.5 : 0) -
    (/\byou(?:r|'re)?\b/i.test(sentence) ? 0.5 : 0) -
    Math.max(0, words - 24) * 0.12 -
    Math.max(0, path.split('/').length - 3) * 0.3 -
    (/(?:^|\/)tutorials?\//.test(path) ? 2 : 0)
  )
}

/** One that somebody can be told by itself, for the question that it answers best. */
const answerOf = (
  sentence: string,
  before: readonly string[],
  code: ReadonlySet<string>,
  block: Block,
  text: ExplainingText,
  known: Known,
  asked: readonly Question[],
  atCodeBonus: number | null = null,
): Explanation | null => {
  const isAtCode = atCodeBonus !== null
  const words = sentence.split(/\s+/).length
  if (
    words < 6 ||
    words > 34 ||
    !isReadable(sentence) ||
    !/[.!]["')]?$/.test(sentence) ||
    dangling.test(sentence) ||
    leaning.test(sentence) ||
    order.test(sentence) ||
    dead.test(sentence) ||
    alone.test(sentence)
  )
    return null
  const about = namesIn(sentence, code, known)
  // Beside the code, what a failure comes to is said of something that it names.
  const named = [known.project, block.heading].filter((name) => name !== '')
  const isNameless =
    about.length === 0 &&
    !/^(?:all |any )?(?:errors?|failures?|exceptions?)\b/i.test(sentence) &&
    !named.some((name) => sentence.toLowerCase().includes(name.toLowerCase()))
  if (about.length === 0 && definite.test(sentence)) return null
  if (leansOnItsPlace(sentence) || isAboutWhatStandsBefore(sentence, before, [...about, known.project])) return null
  const [best] = asked
    .filter(
      ({ needs, topic }) =>
        needs.test(sentence) &&
        !(isAtCode && isNameless && topic === 'errors' && block.heading !== '') &&
        (isAtCode ? speaksToAtCode(topic, sentence, block.heading) : speaksTo(topic, sentence)),
    )
    .map((question) => ({ topic: question.topic, score: rate(sentence, block, text, question, about.length) + (atCodeBonus ?? 0) }))
    .toSorted((a, b) => b.score - a.score)
  if (best === undefined || best.score < fewestPoints) return null
  const place = { file: text.path, start_line: block.line, end_line: block.endLine }
  return { topic: best.topic, heading: block.heading, sentences: [{ text: sentence, place }], about, score: Math.round(best.score * 100) / 100 }
}

const codeIn = (text: string): Set<string> => new Set([...text.matchAll(/`([^`\n]{1,60})`/g)].map((match) => (match[1] ?? '').replace(/\(.*$/, '').trim()))
/** `+name+` is how Ruby's comments mark code. */
const plainQuotes = (text: string): string =>
  text
    .replace(/(?<!\w)\+([\w.@-]+)\+(?!\w)/g, '$1')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")

type CommentedFile = Pick<ParsedFile, 'path' | 'comments' | 'symbols'>

/** What a comment says of the thing that it stands at, without naming it. */
const verbFirst =
  /^(?:called|invoked|used|triggered|emitted|optionally|throw|return|raise|handle|set|get|override|delegate|select|catch(?:e)?|check|call|log|wrap|create|parse|read|write|send|close|open|fail|exit|panic|ignore|disable|enable|register|define|represent|convert|process(?:e)?|print|render|retr(?:y|ie)|reject|resolve|validate|ensure|make|recover|signal|wait|report|emit|add|remove|use|configure|default|allow|control|specif(?:y|ie)|determine|indicate|provide|contain|hold|store|test|run|start|stop|load|map|match(?:e)?|implement|execute|perform|tr(?:y|ie)|appl(?:y|ie)|build|initiali[sz]e|listen|include|list)s?\b/i
/** "An error to be thrown when …": a name for it, and no sentence. */
const nounOnly =
  /^(?:an?|the) (?:[\w-]+ ){1,4}(?:to be|thrown|raised|used|returned|for|that|which|if|when|of)\b|^[A-Z_]{3,}:|^\w+ (?:thrown|raised|used|returned) (?:when|if|by|for)\b|^[\w.]+ (?:which|that)\b|^(?:an?|the) (?:[\w-]+ ){1,5}to [a-z]+\W*$|^\S+ (?:threw|failed|was|were|occurred|couldn't|could not)\b/i

/** Comments are about what they stand at; of what is configured and what fails they speak as pages do. */
const askedOfComments = questions.filter(({ topic }) => topic === 'settings' || topic === 'errors')
const mostFiles = 60
/** What is written beside the code that does it, and the more so in a file that matters. */
const atCode = 0.7
const shortestComment = 40

/** What is written at a case is said of the case, which it does not name; what is written at an error is told with the error. */
const isAtACase = (about: string | null, symbols: ParsedFile['symbols']): boolean =>
  symbols.some(({ qualifiedName, kind, name }) => qualifiedName === about && (kind === 'enum' || (kind === 'class' && /(?:Error|Exception)$/.test(name))))

const answersInComments = (files: readonly CommentedFile[], known: Known): Explanation[] =>
  files
    .filter(({ path }) => !isAsidePath(path))
    .slice(0, mostFiles)
    .flatMap(({ path, comments, symbols }, rank) =>
      comments
        .filter(({ text, about }) => text.length >= shortestComment && !isAtACase(about, symbols))
        .flatMap(({ text, line, endLine, about }) =>
          docParagraphs(text).flatMap((paragraph) =>
            sentencesOf(plainQuotes(plainInline(paragraph))).flatMap((sentence, at, all): Explanation[] => {
              // What a parameter is for is said of the parameter.
              if (/^\W*(?:@\w+|:\w+|[\w*]+:)\s/.test(sentence) || verbFirst.test(sentence) || nounOnly.test(sentence)) return []
              const heading = about?.split(/\.|::/).at(-1) ?? ''
              const block: Block = { kind: 'paragraph', text: paragraph, language: '', heading, line, endLine }
              const found = answerOf(
                sentence,
                all.slice(0, at),
                codeIn(paragraph),
                block,
                { path, text: '', isReadme: false },
                known,
                askedOfComments,
                Math.max(0, atCode - rank * 0.02),
              )
              return found === null ? [] : [found]
            }),
          ),
        ),
    )

/** By question, the best first. `files`: parsed, the most important first. */
export const readAnswers = (texts: readonly ExplainingText[], files: readonly CommentedFile[], known: Known): Explanation[] => {
  const inPages = texts.flatMap((text) =>
    readRuns(readBlocks(text.text))
      .filter((block) => !besides.test(block.heading) && !isNarrow(block.heading, text.path) && !isSetOff(block.text))
      .flatMap((block): Explanation[] => {
        const code = codeIn(block.text)
        return sentencesOf(plainQuotes(plainInline(block.text))).flatMap(
          (sentence, at, all) => answerOf(sentence, all.slice(0, at), code, block, text, known, questions) ?? [],
        )
      }),
  )
  const all = [...inPages, ...answersInComments(files, known)]
  const seen = new Set<string>()
  return [
    ...Map.groupBy(
      all.toSorted((a, b) => b.score - a.score).filter(({ sentences: [first] }) => first !== undefined && !seen.has(first.text) && seen.add(first.text)),
      ({ topic }) => topic,
    ).values(),
  ].flatMap((own) => own.slice(0, mostOfTopic))
}
