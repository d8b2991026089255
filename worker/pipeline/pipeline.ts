// A story's life, from its request to its audio. THE ORDER is in steps.ts; here it is walked: whatever is not done and
// waits for nothing is started, chapters side by side, until everything is done.
//
// Each step: saved by an earlier attempt? Then it is skipped, and its result is read when somebody needs it. Otherwise it
// runs, and its result, the log line that tells of it and what of the story can now be seen are saved in one
// transaction. An attempt that ends at any moment therefore loses at most the steps in hand.
//
// When a step fails no other is started, but those under way may finish and are saved: they may have been paid for. Then
// the first failure is thrown; what it means (again in a minute, or never) is decided by worker/jobs. An abort reaches
// every step through its signal and is not waited for longer than a moment.
import { setTimeout as sleep } from 'node:timers/promises'
import { findSavedSteps, findStep, removeStep } from '../../db/steps.ts'
import type { StoryRow } from '../../db/stories.ts'
import type { AgentContext } from '../../story/agents/agents.ts'
import type { StoryBudget } from './budget.ts'
import { type JoinResult, joinResultSchema, openResults, type Results } from './results.ts'
import type { Step, StoryRun } from './run.ts'
import { documentedPoints, positionOf } from './stages.ts'
import { analysisStep } from './steps/analysis.ts'
import { coverStep } from './steps/cover.ts'
import { directionStep } from './steps/direction.ts'
import { intentStep } from './steps/intent.ts'
import { joinStep } from './steps/join.ts'
import { outlineStep } from './steps/outline.ts'
import { sourcesStep } from './steps/sources.ts'
import { speakStep } from './steps/speak-chapter.ts'
import { writeStep } from './steps/write-chapter.ts'
import { type PlannedStep, planSteps } from './steps.ts'
import type { Telling } from './telling.ts'

interface Performance {
  run: StoryRun
  planned: PlannedStep
  telling: Telling
  budget: StoryBudget
  signal: AbortSignal
  onShare: (share: number) => void
}

/** Runs a step and saves what it made. */
const perform =
  <T>(step: Step<T>) =>
  async ({ run, planned, telling, budget: storyBudget, signal, onShare }: Performance): Promise<void> => {
    const chapter = planned.chapter ?? 0
    const budget = storyBudget.forStep()
    const context: AgentContext = {
      signal,
      log: (action, details, level) => telling.log(step.agent, action, details, level),
      budget,
      progress: onShare,
    }
    try {
      const { result, log, story } = await step.run(run, context, chapter)
      // What an aborted step returned is not kept: it may have been cut short.
      signal.throwIfAborted()
      telling.log(step.agent, log.action, log.details, log.level ?? 'info')
      await telling.save({ name: planned.name, result, story })
      step.cell(run.results, chapter).set(result)
    } finally {
      budget.end()
    }
  }

const performances: Readonly<Record<PlannedStep['kind'], (performance: Performance) => Promise<void>>> = {
  intent: perform(intentStep),
  analysis: perform(analysisStep),
  outline: perform(outlineStep),
  direction: perform(directionStep),
  write: perform(writeStep),
  sources: perform(sourcesStep),
  speak: perform(speakStep),
  cover: perform(coverStep),
  join: perform(joinStep),
}

export interface Attempt {
  story: StoryRow
  tools: Pick<StoryRun, 'agents' | 'speech' | 'files' | 'db' | 'speechCache' | 'snapshot'>
  telling: Telling
  budget: StoryBudget
  signal: AbortSignal
}

/** How long an aborted step may take to end before it is left to itself: a story that is handed back should go on elsewhere at once. */
const abortGraceMs = 1000

const chaptersOf = (done: ReadonlySet<string>, work: 'write' | 'speak'): Set<number> =>
  new Set([...done].flatMap((name) => (name.endsWith(`.${work}`) ? Number(name.split('.')[1]) : [])))

/**
 * The steps that earlier attempts saved. Those whose files are not there (somebody removed them, or the attempt ran beside
 * another store) are done again. Of a finished story only the whole file is asked for: its parts are in it.
 */
const findKept = async ({ story, tools: { files, db } }: Attempt, results: Results): Promise<Set<string>> => {
  const { names: done, result } = await findSavedSteps(db, story.id, 'join')
  const isThere = async (key: string): Promise<boolean> => (await files.find(key)) !== null
  const forget = async (name: string): Promise<void> => {
    done.delete(name)
    await removeStep(db, story.id, name)
  }
  if (done.has('join')) {
    results.join.set(joinResultSchema.parse(result))
    if (await isThere((await results.join.get()).audioKey)) return done
    await forget('join')
  }
  for (const chapter of chaptersOf(done, 'speak')) if (!(await isThere((await results.speak(chapter).get()).key))) await forget(`chapter.${chapter}.speak`)
  if (done.has('cover') && !(await isThere((await results.cover.get()).key))) await forget('cover')
  return done
}

export interface Run {
  joined: JoinResult
  /** Nothing was left to do, so nothing of the story's row has changed either. */
  kept: boolean
}

/** @throws the first failure, or what the signal was aborted with */
export const runPipeline = async (attempt: Attempt): Promise<Run> => {
  const { story, tools, telling, budget, signal } = attempt
  const { agents, speech, db } = tools
  const results = openResults((name) => findStep(db, story.id, name))
  const done = await findKept(attempt, results)
  if (done.has('join')) {
    // Everything was there: said in one go, it is written with the end of the story.
    const joined = await results.join.get()
    telling.log('System', 'Going on from saved work', { steps_kept: done.size })
    for (const point of documentedPoints) telling.advance(point)
    return { joined, kept: true }
  }
  const run: StoryRun = {
    story,
    ...tools,
    results,
    done: {
      get write() {
        return chaptersOf(done, 'write')
      },
      get speak() {
        return chaptersOf(done, 'speak')
      },
    },
  }

  const lanes: Partial<Record<PlannedStep['kind'], number>> = { write: agents.parallelChapters, speak: speech.parallelChapters }
  const shares = new Map<string, number>()
  const running = new Map<string, { kind: PlannedStep['kind']; ended: Promise<void> }>()
  let plan = planSteps(null)
  const failures: unknown[] = []

  const tell = (): void => {
    const position = positionOf(plan, (step) => (done.has(step.name) ? 1 : (shares.get(step.name) ?? 0)))
    for (const point of documentedPoints) if (point.progress <= position.progress) telling.advance(point)
    telling.advance(position)
  }
  const tellScript = async (): Promise<void> => {
    const chapters = await Promise.all(plan.flatMap((step) => (step.kind === 'write' ? results.write(step.chapter ?? 0).get() : [])))
    const words = chapters
      .flatMap((chapter) => chapter.paragraphs.flatMap((paragraph) => paragraph.sentences))
      .reduce((sum, sentence) => sum + sentence.text.split(/\s+/u).length, 0)
    telling.log('Architect', 'Script complete', { chapters: chapters.length, words }, 'success')
    telling.log('Synthesizer', 'Generating audio', { voice: story.voice, engine: speech.engine })
  }

  const start = (planned: PlannedStep): void => {
    const onShare = (share: number): void => {
      shares.set(planned.name, Math.max(shares.get(planned.name) ?? 0, Math.min(1, Math.max(0, share))))
      if (!signal.aborted) tell()
    }
    const ended = performances[planned.kind]({ run, planned, telling, budget, signal, onShare })
      .then(async () => {
        done.add(planned.name)
        if (planned.kind === 'write' && plan.every((step) => step.kind !== 'write' || done.has(step.name))) await tellScript()
        tell()
      })
      .catch((error: unknown) => {
        failures.push(error)
      })
      .finally(() => running.delete(planned.name))
    running.set(planned.name, { kind: planned.kind, ended })
  }
  const hasRoom = (kind: PlannedStep['kind']): boolean => [...running.values()].filter((step) => step.kind === kind).length < (lanes[kind] ?? 1)

  const aborted = whenAborted(signal)
  if (done.size > 0) telling.log('System', 'Going on from saved work', { steps_kept: done.size })
  tell()
  while (!done.has('join')) {
    signal.throwIfAborted()
    if (done.has('outline')) plan = planSteps((await results.outline.get()).chapters.length)
    if (failures.length === 0)
      for (const step of plan)
        if (!done.has(step.name) && !running.has(step.name) && step.after.every((name) => done.has(name)) && hasRoom(step.kind)) start(step)
    if (running.size === 0) break
    await Promise.race([...[...running.values()].map((step) => step.ended), aborted])
    if (signal.aborted) await Promise.race([Promise.all([...running.values()].map((step) => step.ended)), sleep(abortGraceMs)])
  }
  if (!done.has('join')) throw failures[0] ?? new Error('no step of the story can be started')
  return { joined: await results.join.get(), kept: false }
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
