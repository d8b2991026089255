// What the code of a step does that is worth telling, from code to words. A remark whose code has no plain reading is left out.
import type { CallStep } from '../../../../shared/analysis.ts'
import { sayLoop, sayStatement } from '../language/code-statement.ts'
import { joined } from '../language/lists.ts'
import { hasPlainNames } from '../language/plain-names.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Named } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import { givenCallForms } from './journey/given-calls.ts'
import { lastSegment, type World } from './world.ts'

type Remark = CallStep['remarks'][number]

export const remarkWeight: Partial<Record<Remark['kind'], number>> = {
  // What a framework is for begins where it calls what it was given.
  calls_given: 1.14,
  guard: 0.97,
  early_return: 0.92,
  error_handling: 0.95,
  cleanup: 0.93,
  // Which package is called at which line is detail: what it is needed for is told with the dependencies.
  delegates_outside: 0.6,
  default: 0.85,
  dispatch: 0.8,
  deferred: 0.85,
  cycle: 0.8,
  condition: 0.82,
  loop: 0.98,
}

const shortName = (text: string): string =>
  mark(
    text
      .replace(/^(?:this|self)\./, '')
      .replace(/->|::/g, '.')
      .split('.')
      .slice(-2)
      .join('.'),
  )

/** The same method of another object: what a tree of commands or of nodes is gone through by. */
export const onAnother = /^calls \S+ again, on /

/** `subCmd.run(ctx)` within `Command.run`: the same once more, for another object of the type. */
const ofAnother = (method: string, object: string, named: Named): Form[] => {
  const type = lastSegment(method.slice(0, -lastSegment(method).length).replace(/(?:\.|::)$/, ''))
  return type === ''
    ? []
    : ways(
        (say) => `${say.bare(named)} can call itself on another ${mark(type)}, ${shortName(object)}, and all of this begins again for that one`,
        (say) => `the way has a loop in it: ${say.bare(named)} can run once more, this time for another ${mark(type)}, ${shortName(object)}`,
      )
}

/** `range r.routes`, `of this.stack`: what the object itself holds is known by its name. */
const ofField = /\b(?:of|in|range)\s+&?(?:this|self|\w{1,2})(?:\.|->)\w{5,}\b/

export const remarkForms = (remark: Remark, named: Named, { world, isLeft }: { world: World; isLeft: boolean }): Form[] => {
  const { kind, text } = remark
  switch (kind) {
    // Told together with their like: journey/branches.ts.
    case 'condition':
    case 'guard':
    case 'early_return':
      return []
    case 'loop': {
      const over = sayLoop(text)
      const end = isLeft ? ', and may return before the last' : ''
      return over === null || !(hasPlainNames(over) || ofField.test(text))
        ? []
        : ways(
            (say) => `${say.subject(named)} goes through ${over}, one after the other${end}`,
            (say) => `a loop in ${say.bare(named)} runs over ${over}${end}`,
          )
    }
    case 'error_handling': {
      const [header = '', consequence = ''] = text.split(' → ')
      const then = sayStatement(consequence)
      const caught = /(?:except|catch|rescue)\*?\s*\(?\s*([A-Z][\w.]*)/.exec(header)?.[1]
      if (then === null) return []
      return caught === undefined
        ? ways(
            (say) => `if something is thrown on the way, ${say.bare(named)} catches it and ${then}`,
            (say) => `an error from below stops at ${say.bare(named)}, which ${then}`,
          )
        : ways(
            (say) => `${say.subject(named)} catches ${mark(lastSegment(caught))} and ${then}`,
            (say) => `should ${mark(lastSegment(caught))} come up from below, ${say.bare(named)} ${then}`,
          )
    }
    case 'cleanup': {
      const what = sayStatement(text.split(/(?<=\))\s|;/)[0] ?? '')
      return what === null
        ? []
        : ways(
            (say) => `whether its work fails or not, ${say.bare(named)} ${what} behind it`,
            (say) => `${say.bare(named)} ${what}, be there an error or not`,
          )
    }
    case 'delegates_outside': {
      const [call, external] = text.split(' → ')
      if (call === undefined || external === undefined || !/^[\w$.:>-]+$/.test(call)) return []
      const dependency = world.facts.dependencies.find(({ name }) => name === external)
      // A line in a log is no part of the work.
      if (dependency === undefined || dependency.purpose === 'logging') return []
      const other = world.dependency(dependency)
      const plain = (name: string): string =>
        name
          .replace(/^@[^/]+\//, '')
          .replace(/[^A-Za-z\d]/g, '')
          .toLowerCase()
      const namesake = plain(call) === plain(external)
      return namesake
        ? ways(
            (say) => `${say.subject(named)} calls on ${say.name(other)}, which is somebody else's code`,
            (say) => (say.isCurrent(named) ? `part of that is done by ${say.name(other)}, code from outside` : null),
          )
        : ways(
            (say) => `${say.subject(named)} leaves part of the work to ${say.name(other)}, by calling ${shortName(call)}`,
            (say) => `the call of ${shortName(call)} leads out of the repository, into ${say.name(other)}`,
          )
    }
    case 'calls_given':
      // Nobody's code calls into an application: what it leaves open, a framework fills.
      return !world.isLibrary && text.endsWith(' → contract') ? [] : givenCallForms(text, named)
    case 'default': {
      const match = /^([\w$.?]+) (?:\|\||\?\?|or) (-?\d[\w.]*|'[\w ./-]+'|"[\w ./-]+"|true|false)$/.exec(text)
      if (match === null) return []
      const value = mark((match[2] ?? '').replace(/^["']|["']$/g, ''))
      return ways(
        (say) => `where ${shortName((match[1] ?? '').replaceAll('?', ''))} is missing, ${say.bare(named)} falls back to ${value}`,
        (say) => `${say.subject(named)} takes ${value} if nobody gives ${shortName((match[1] ?? '').replaceAll('?', ''))}`,
      )
    }
    // A comparison says something with what follows from it, and that is a branch.
    case 'limit':
      return []
    case 'dispatch': {
      const arms = (text.split(': ')[1] ?? '').split(', ').map((arm) => arm.replace(/^["']|["']$/g, ''))
      const plain = arms.filter((arm) => /^[\w.-]{2,30}$/.test(arm))
      return plain.length < 3 || plain.length < arms.length - 1
        ? []
        : ways(
            (say) => `${say.subject(named)} has a branch of its own for each of ${joined(plain.slice(0, 4).map(mark))}${plain.length > 4 ? ' and others' : ''}`,
            (say) => `${joined(plain.slice(0, 4).map(mark))}${plain.length > 4 ? ', among others,' : ''} are cases that ${say.bare(named)} treats one by one`,
          )
    }
    case 'deferred':
      return []
    case 'cycle': {
      const [, again, , object] = /^calls (\S+) again, (on ([\w.]+))?/.exec(text) ?? []
      if (again === undefined) return []
      if (object !== undefined) return ofAnother(again, object, named)
      // Of methods, it may be another type's of the same name.
      const isItself = lastSegment(again) === lastSegment(named.name)
      if (isItself && /::|\./.test(again)) return []
      return isItself
        ? ways((say) => `${say.subject(named)} can call itself, for what is nested`)
        : ways(
            (say) => `${say.subject(named)} can call ${mark(lastSegment(again))} again, so the two are recursive`,
            (say) => `what is nested goes round once more: ${say.bare(named)} can call ${mark(lastSegment(again))} again`,
          )
    }
  }
}
