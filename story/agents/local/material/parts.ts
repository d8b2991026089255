// What each part is for, what is in it, and whom it needs.
import type { Part } from '../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, plain, styled, ways } from '../telling/ways.ts'
import { contentsForms, findContents, hasRole } from './contents.ts'
import { alongThePath, isIncidental, isPlumbing, isSureOfLinks, tellingFirst } from './part-links.ts'
import { roleMessages } from './part-roles.ts'
import { knowsImports } from './parts-overview.ts'
import type { World } from './world.ts'

/** The scripts of a page are not what a part of a server is known by. */
const isOfLanguage = (language: string, main: string): boolean =>
  language === main || language.replace(/^TSX$|^JavaScript$/, 'TypeScript') === main.replace(/^TSX$|^JavaScript$/, 'TypeScript')

const filesOf = ({ path, kind, main_language: main }: Part, { facts, partOf }: World): Set<string> =>
  new Set(
    facts.key_files
      .filter(({ language }) => isOfLanguage(language, main))
      .map((file) => file.path)
      .filter((file) => (kind === 'file' ? file === path : path === '' ? partOf(file)?.path === '' : file.startsWith(`${path}/`))),
  )

/** "sendMessage(), getOneMessage(), ipc option": what is in it, and no word of what it is. */
const namesOnly = /^(?:[^\s,]+(?: [^\s,]+)?, ){3,}/

const mostParts = 14

/** In the order of the way that a typical call takes, the telling ones first. */
const inOrder = (world: World): Part[] => tellingFirst(alongThePath(world.facts.parts, world)).slice(0, mostParts)

export const partMessages = (world: World): Message[] =>
  inOrder(world).flatMap((part, index): Message[] => {
    const links = world.linkVerb
    const linked = links === 'import' ? 'imported' : 'used'
    const named = world.part(part.name)
    // Beyond the first few, who needs whom is a table read out.
    const base = Math.max(0.25, 0.9 - index * 0.08) - (index < 5 ? 0 : 0.15)
    // What a part is for is worth more than all that is in the one before it.
    const role = Math.max(0.3, 0.93 - index * 0.04)
    // Who imports whom among files of one package is how it is written, not how it is built.
    const linkBase = part.kind === 'file' ? base - 0.35 : base
    const keywords = [part.name, part.path]
    const messages: Message[] = []
    const words = part.description === null || namesOnly.test(part.description.text) ? null : part.description.text
    const predicate = words === null ? null : docPredicate(words, part.name)
    const own = words === null ? null : ownWords(words)
    if (part.description !== null && predicate !== null)
      messages.push({
        id: `part:${part.name}:what`,
        about: named,
        weight: role,
        places: [part.description.place],
        keywords,
        forms: claiming(`what ${predicate}`, [
          ...ways(
            (say) => `${say.name(named)} ${say.words(predicate)}`,
            (say) => `then there is ${say.name(named)}, which ${say.words(predicate)}`,
            (say) => `as for ${say.name(named)}, it ${say.words(predicate)}`,
          ),
          ...styled('fiction', (say) => `in the quarter called ${say.bare(named)} lives the one who ${say.words(predicate)}`),
          ...styled('technical', (say) => `${say.name(named)}${part.path === part.name ? '' : ` (${mark(part.path)})`} ${say.words(predicate)}`),
        ]),
      })
    else if (part.description !== null && own !== null)
      messages.push({
        id: `part:${part.name}:words`,
        about: named,
        weight: role - 0.1,
        places: [part.description.place],
        keywords,
        forms: claiming(`what ${own}`, [
          ...ways((say) => `of ${say.name(named)} the code says: ${say.words(own)}`),
          ...plain((say) => `${say.name(named)} has this to say for itself: ${say.words(own)}`),
        ]),
      })
    const files = filesOf(part, world)
    const roles = roleMessages(part, files, world, role - (predicate === null ? 0.01 : 0.15))
    messages.push(...roles)
    const contents = findContents(files, world)
    if (contents !== null)
      messages.push({
        id: `part:${part.name}:holds`,
        about: named,
        weight: (hasRole(contents) ? role : base) - (predicate === null && own === null && roles.length === 0 ? 0.02 : 0.3),
        places: contents.symbols.flatMap(({ place, doc }) => (doc === null ? [place] : [place, doc.place])),
        keywords: [...keywords, ...contents.symbols.map(({ name }) => name)],
        forms: contentsForms(named, contents, world, part.path),
      })
    const known = new Set(world.facts.key_files.flatMap(({ path, language }) => (isOfLanguage(language, world.facts.languages[0]?.name ?? '') ? [path] : [])))
    const central =
      part.kind === 'file' ? [] : part.central_files.filter((file) => known.has(file) && !/(?:^|\/)(?:__init__|index|mod|lib)\.\w+$/.test(file)).slice(0, 3)
    if (central.length >= 2)
      messages.push({
        id: `part:${part.name}:files`,
        about: named,
        weight: base - 0.12,
        places: central.map((file) => world.top(file)),
        keywords: [...keywords, ...central],
        forms: ways(
          (say) => `the files of ${say.name(named)} to know are ${joined(central.map((file) => say.bare(world.file(file))))}`,
          (say) => `in ${say.name(named)} the files to begin with are ${joined(central.map((file) => say.bare(world.file(file))))}`,
        ),
      })
    // Between files there is one import or none: the more central one is told first.
    const rankOf = (name: string): number => world.facts.parts.findIndex((other) => other.name === name)
    const isOnePackage = !isSureOfLinks(part, world)
    const [need, ...needs] = (
      isOnePackage ? [] : part.depends_on.filter(({ part: name }) => part.depends_on.length <= 3 || !/(?:^|\/)__init__\.py$/.test(name))
    )
      .filter((link) => !isIncidental(part, link, world))
      // Used in one place, beside others that are used all over, it says nothing of what the part leans on.
      .filter(({ imports }, _, all) => imports * 4 > Math.max(...all.map((link) => link.imports)))
      .toSorted(
        (a, b) => Number(isPlumbing({ name: a.part })) - Number(isPlumbing({ name: b.part })) || b.imports - a.imports || rankOf(a.part) - rankOf(b.part),
      )
    // That it needs what all need says nothing.
    if (need !== undefined && !(isPlumbing({ name: need.part }) && part.depends_on.length > 1)) {
      const others = [need, ...needs].slice(0, 3).map(({ part: name }) => world.part(name))
      const isAll = part.depends_on.length === others.length
      const more = isAll ? '' : ', among others'
      const list = (say: Say): string => `${joined(others.map((other) => say.bare(other)))}${more}`
      messages.push({
        id: `part:${part.name}:needs`,
        about: named,
        weight: linkBase - 0.05,
        places: [need, ...needs].slice(0, 3).map(({ example }) => example),
        keywords,
        forms: claiming(`needs ${part.name}`, [
          ...ways(
            (say) => `${say.subject(named)} depends on ${list(say)}`,
            (say) => `for its own work ${say.name(named)} ${links}s ${list(say)}`,
            (say) => `${say.name(named)} leans on ${list(say)}`,
            // That this is all can be said only where all of it is known.
            (say) => (isAll && !knowsImports(world) ? null : `what ${say.name(named)} needs from its neighbours, it takes from ${list(say)}`),
          ),
          ...styled(
            'fiction',
            (say) => `${say.name(named)} never works alone: it sends for ${list(say)}`,
            (say) => `the debts of ${say.name(named)} are with ${list(say)}`,
            (say) => `when ${say.name(named)} runs short of something, ${list(say)} must help out`,
          ),
          ...styled('podcast', (say) => `${say.name(named)} can't live without ${list(say)}`),
          ...styled('tutorial', (say) => `an arrow on your map goes from ${say.name(named)} to ${list(say)}`),
          ...styled('technical', (say) => `${say.name(named)} ${links}s ${list(say)}`),
        ]),
      })
    } else if (knowsImports(world) && !isOnePackage && part.used_by.length > 0 && part.depends_on.length === 0)
      messages.push({
        id: `part:${part.name}:base`,
        about: named,
        weight: linkBase - 0.3,
        places: [part.place, ...part.used_by.slice(0, 1).map(({ example }) => example)],
        keywords,
        forms: [
          ...ways(
            (say) => `${say.subject(named)} ${links}s none of the other parts, which puts it at the bottom`,
            (say) => `${say.name(named)} stands on its own feet: no other part of the repository is ${linked} there`,
          ),
          ...styled('fiction', (say) => `${say.name(named)} asks nobody in town for anything`),
        ],
      })
    const users = part.used_by
      .toSorted((a, b) => b.imports - a.imports)
      .slice(0, 2)
      .map(({ part: name }) => world.part(name))
    if (knowsImports(world) && !isOnePackage && users.length > 0 && part.used_by.length <= 2)
      messages.push({
        id: `part:${part.name}:users`,
        about: named,
        weight: linkBase - 0.25,
        places: part.used_by.slice(0, 2).map(({ example }) => example),
        keywords,
        forms: ways(
          (say) =>
            `tests, examples and tools aside, only ${joined(users.map((user) => say.bare(user)))} ${users.length === 1 ? `${links}s` : links} ${say.name(named)}`,
          (say) => `in the code itself ${say.name(named)} is ${linked} by ${joined(users.map((user) => say.bare(user)))} alone`,
        ),
      })
    return messages
  })
