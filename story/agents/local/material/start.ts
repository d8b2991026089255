// Where execution starts: commands, main functions, what an import gives, routes.
import type { EntryPoint } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import { speakable } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

const wordings = (entry: EntryPoint, world: World): Form[] => {
  const { project } = world
  const file = world.file(entry.place.file)
  const symbol = entry.symbol === null ? null : world.symbol(entry.symbol, entry.place.file)
  const inside = symbol === null ? file : symbol
  const name = mark(entry.name)
  switch (entry.kind) {
    case 'bin':
      return [
        ...ways(
          (say) => `typing ${name} in a terminal starts ${say.name(file)}`,
          (say) => `the command is called ${name}, and it begins in ${say.name(file)}`,
        ),
        ...styled('tutorial', (say) => `when you type ${name}, the first file to run is ${say.bare(file)}`),
      ]
    case 'main':
      return [
        ...ways(
          (say) => `execution starts in ${say.placed(inside)}`,
          (say) => `the first code to run is ${say.placed(inside)}`,
          (say) => `everything begins at ${say.placed(inside)}`,
        ),
        ...styled('fiction', (say) => `the gate of the town is ${say.placed(inside)}: whoever comes, comes through it`),
      ]
    case 'library':
    case 'export':
      return [
        ...ways(
          (say) => `there is no program to start here: other code imports ${say.bare(project)}, and what it gets is ${say.placed(inside)}`,
          (say) => `${say.bare(project)} is entered by an import, and the import leads to ${say.placed(inside)}`,
        ),
        ...ways((say) => `another way in is ${say.placed(inside)}`),
        ...styled('tutorial', (say) => `your own code is the program: it imports ${say.bare(project)} and lands in ${say.placed(inside)}`),
        ...styled('fiction', (say) => `strangers enter by the gate ${say.placed(inside)}, for a library is always visited and never sets out by itself`),
      ]
    case 'server':
      return ways(
        (say) => `the server comes up in ${say.placed(inside)}`,
        (say) => `a server is started by ${say.placed(inside)}`,
      )
    case 'route':
      return ways(
        (say) => `the route ${name} leads to ${say.placed(inside)}`,
        (say) => `a request to ${name} arrives in ${say.placed(inside)}`,
      )
    case 'command':
      return ways(
        (say) => `the command ${name} is answered by ${say.placed(inside)}`,
        (say) => `${name} is one of its commands, and it lives in ${say.name(file)}`,
      )
    case 'example':
      return ways(
        (say) => `an example to run is ${say.name(file)}`,
        (say) => `for a first look there is an example, ${say.bare(file)}`,
      )
    case 'script':
      return ways((say) => `the script ${name} runs ${say.name(file)}`)
    case 'worker':
      return ways((say) => `a worker of its own starts in ${say.placed(inside)}`)
  }
}

export const startMessages = (world: World): Message[] => {
  const { entry_points: entries } = world.facts
  const messages = entries
    .filter(({ name, kind }) => speakable(name) || kind === 'main' || kind === 'library')
    .slice(0, 8)
    .map(
      (entry, index): Message => ({
        id: `start:${index}`,
        about: entry.symbol === null ? world.file(entry.place.file) : world.symbol(entry.symbol, entry.place.file),
        weight: Math.max(0.2, 1 - index * 0.2),
        places: [entry.place],
        keywords: [entry.name, entry.place.file],
        forms: wordings(entry, world),
      }),
    )
  const routes = entries.filter(({ kind }) => kind === 'route')
  if (routes.length > 3)
    messages.push({
      id: 'start:routes',
      about: null,
      weight: 0.5,
      places: routes.slice(0, 3).map(({ place }) => place),
      forms: plain(() => `its routes include ${joined(routes.slice(0, 3).map(({ name }) => mark(name)))}`),
    })
  return messages
}
