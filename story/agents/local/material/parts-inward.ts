// How the parts hang together, seen by somebody who comes in where a typical call does: what that part needs, and what the
// most important of those need in turn. Two or three steps of it are a picture; the whole graph would be a table read out.
import type { Part } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import { isDoor, isIncidental, isPlumbing, isSureOfLinks } from './part-links.ts'
import type { World } from './world.ts'

const mostSteps = 3
const mostNeeds = 3
/** A single one, with the rest left out, is no picture. */
const fewestNeeds = 2

interface Step {
  part: Part
  needs: { part: Part; example: Part['place'] }[]
  isAll: boolean
}

/** What a part needs and what says something of it, the most central first. */
const needsOf = (part: Part, world: World, seen: ReadonlySet<string>): Step['needs'] =>
  part.depends_on
    .filter((link) => !isIncidental(part, link, world))
    .flatMap(({ part: name, example }) => {
      const needed = world.findPart(name)
      return needed === null || seen.has(name) || isPlumbing(needed) || isDoor(needed.path) ? [] : [{ part: needed, example }]
    })
    .toSorted((a, b) => world.facts.parts.indexOf(a.part) - world.facts.parts.indexOf(b.part))

/** A folder of programs that have nothing to do with each other: what one of them needs is not what the others need. */
const programs = /(?:^|\/)(?:s?bin|exe|libexec)$/

/** Where a typical call comes in, else the next part on its way, else where a program or a library is entered. */
const findStart = (world: World): Part | null => {
  const { call_paths: paths, entry_points: entries } = world.facts
  const doors = entries.filter(({ kind, symbol }) => kind === 'bin' || kind === 'main' || (kind === 'library' && symbol === null))
  const files = [...paths.slice(0, 1).flatMap(({ steps }) => steps.map(({ place }) => place.file)), ...doors.map(({ place }) => place.file)]
  const parts = files.flatMap((file) => world.partOf(file) ?? []).filter(({ path }) => !programs.test(path))
  return parts.find((part) => isSureOfLinks(part, world) && needsOf(part, world, new Set([part.name])).length >= fewestNeeds) ?? null
}

const stepsFrom = (start: Part, world: World): Step[] => {
  const steps: Step[] = []
  const seen = new Set<string>()
  for (let part: Part | null = start; part !== null && steps.length < mostSteps; ) {
    seen.add(part.name)
    const all = needsOf(part, world, seen)
    const needs = all.slice(0, mostNeeds)
    if (needs.length < fewestNeeds) break
    steps.push({ part, needs, isAll: all.length === needs.length && part.depends_on.length === needs.length })
    for (const { part: needed } of needs) seen.add(needed.name)
    const next: Part | undefined = needs
      .map(({ part: needed }) => ({ needed, more: isSureOfLinks(needed, world) ? needsOf(needed, world, seen).length : 0 }))
      .filter(({ more }) => more >= fewestNeeds)
      .toSorted((a, b) => b.more - a.more)[0]?.needed
    part = next ?? null
  }
  return steps
}

export const inwardMessages = (world: World): Message[] => {
  const start = findStart(world)
  if (start === null) return []
  const links = world.linkVerb
  const steps = stepsFrom(start, world)
  return steps.map(({ part, needs, isAll }, at): Message => {
    const named = world.part(part.name)
    const others = needs.map(({ part: needed }) => world.part(needed.name))
    const list = (say: Say): string => `${joined(others.map((other) => say.bare(other)))}${isAll ? '' : ', among others'}`
    const before = `inward:${at - 1}`
    return {
      id: `inward:${at}`,
      about: named,
      weight: 0.94 - at * 0.03,
      places: needs.map(({ example }) => example),
      keywords: [part.name, ...needs.map(({ part: needed }) => needed.name)],
      forms: claiming(
        `needs ${part.name}`,
        at === 0
          ? [
              ...ways(
                (say) => `to see how they hang together, come in by ${say.name(named)}: it ${links}s ${list(say)}`,
                (say) => `read from ${say.name(named)} inwards, the parts hang together like this: it ${links}s ${list(say)}`,
              ),
              ...styled('fiction', (say) => `whoever enters by ${say.name(named)} soon meets ${list(say)}, for it never works without them`),
              ...styled('technical', (say) => `${say.name(named)} ${links}s ${list(say)}`),
            ]
          : [
              ...ways(
                (say) => (say.hasTold(before) ? `of these, ${say.bare(named)} in turn ${links}s ${list(say)}` : null),
                (say) => (say.hasTold(before) ? `one step further in, ${say.bare(named)} ${links}s ${list(say)}` : null),
                (say) => (say.wasJustTold(before) ? null : `${say.name(named)} ${links}s ${list(say)}`),
              ),
              ...styled('technical', (say) => `${say.name(named)} ${links}s ${list(say)}`),
            ],
      ),
    }
  })
}
