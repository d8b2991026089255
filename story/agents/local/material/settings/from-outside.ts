// What can be set from outside: environment variables, flags, files, fields with a default; where they are read, and the
// values that hold when nobody sets them.
import type { Setting } from '../../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../../language/doc-clause.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'

const roleOfSetting = { environment: 'environment variable', flag: 'flag', option: 'option', file: 'file', setting: 'setting' } as const
export const plainValue = /^(?=.*\w)(?:["']?[\w .,:/-]{1,30}["']?)$/

/** A default that can be said; null for an expression. */
export const sayableValue = (value: string | null): string | null =>
  value !== null && plainValue.test(value) && value.trim() !== '' ? value.replace(/^["']|["']$/g, '') : null

/** The file that somebody opens to see what can be set; null where nothing can. */
export const findSettingsFile = ({ settings }: World['facts']): { file: string; settings: Setting[] } | null => {
  // What is set from outside says it best, then what callers choose, then what has a default.
  const outside = settings.filter(({ kind }) => kind === 'environment' || kind === 'flag' || kind === 'file')
  const chosen = settings.filter(({ kind, of }) => (kind === 'option' || (kind === 'setting' && of !== null)) && !isHandedOver(of))
  const counted = outside.length >= 3 ? outside : chosen.length >= 2 ? chosen : settings
  const [main] = [...Map.groupBy(counted, ({ place }) => place.file)].toSorted(([, a], [, b]) => b.length - a.length)
  return main === undefined ? null : { file: main[0], settings: main[1] }
}

/** Fields of what is handed to somebody else's function are no choices of a caller. */
export const isHandedOver = (of: string | null | undefined): boolean => of != null && /(?:Params|Event|Context|Result|Response|State|Info)$/.test(of)

export const settingMessages = (world: World): Message[] => {
  // What somebody sets from outside comes before a field that happens to have a default.
  const reach = ({ kind, description }: Setting): number =>
    kind === 'environment' || kind === 'flag' || kind === 'file' ? 0 : kind === 'option' || description !== null ? 1 : 2
  const settings = world.facts.settings
    .filter(({ kind, of }) => (kind !== 'option' && kind !== 'setting') || of === null)
    .toSorted((a, b) => reach(a) - reach(b))
  const messages: Message[] = []
  for (const [index, setting] of settings.slice(0, 30).entries()) {
    const named: Named = { key: `setting ${setting.name}`, name: setting.name, role: roleOfSetting[setting.kind], home: null, place: setting.place }
    const file = world.file(setting.place.file)
    const weight = Math.max(0.2, 0.85 - index * 0.03)
    // What stands beside a setting in the code often speaks of the code; a flag's or an option's text is its own.
    const isOwn = setting.kind === 'flag' || setting.kind === 'option'
    const predicate = setting.description === null || !isOwn ? null : docPredicate(setting.description.text, setting.name, setting.kind === 'flag')
    const own = setting.description === null || predicate !== null || !isOwn ? null : ownWords(setting.description.text, 22)
    const value = sayableValue(setting.default)
    const places = [setting.place, ...(setting.description === null ? [] : [setting.description.place])]
    const keywords = [setting.name, setting.place.file]
    if (setting.kind === 'file')
      messages.push({
        id: `setting:${setting.name}:file`,
        about: named,
        weight,
        places,
        keywords,
        forms: ways(
          (say) => `configuration is also read from ${mark(setting.name)}, in ${say.bare(file)}`,
          () => `${mark(setting.name)} is a file for settings`,
        ),
      })
    else if (predicate !== null)
      messages.push({
        id: `setting:${setting.name}:what`,
        about: named,
        weight,
        places,
        keywords,
        forms: [
          ...ways(
            (say) => `${say.name(named)} ${say.words(predicate)}`,
            (say) => `in ${say.bare(file)} there is ${say.name(named)}, which ${say.words(predicate)}`,
          ),
          ...styled('tutorial', (say) => `you may set ${say.name(named)}, which ${say.words(predicate)}`),
          ...styled('fiction', (say) => `a lever marked ${say.bare(named)} ${say.words(predicate)}`),
        ],
      })
    else if (own !== null)
      messages.push({
        id: `setting:${setting.name}:words`,
        about: named,
        weight,
        places,
        keywords,
        forms: ways(
          (say) => `${say.name(named)} is explained like this: ${say.words(own)}`,
          (say) => `of ${say.name(named)} it says: ${say.words(own)}`,
          (say) => `the description of ${say.name(named)} runs: ${say.words(own)}`,
        ),
      })
    // A field that happens to have a default is not "read" anywhere.
    else if (setting.kind !== 'setting')
      messages.push({
        id: `setting:${setting.name}:where`,
        about: named,
        ...(setting.kind === 'environment' ? { title: `what ${setting.name} changes` } : {}),
        weight: weight - 0.1,
        places,
        keywords,
        forms: [
          ...ways(
            (say) => `${say.name(named)} is read in ${say.bare(file)}`,
            (say) => `${say.bare(file)} looks at ${say.name(named)}`,
            (say) => `there is ${say.name(named)}, consulted in ${say.bare(file)}`,
          ),
          ...styled(
            'tutorial',
            (say) => `if you want to change ${say.name(named)}, ${say.bare(file)} is the file that reads it`,
            (say) => `set ${say.name(named)}, and ${say.bare(file)} will see it`,
          ),
          ...styled('fiction', (say) => `there is a lever called ${say.bare(named)}, and ${say.bare(file)} listens when it moves`),
          ...styled('podcast', (say) => `you can turn ${say.name(named)}, which ${say.bare(file)} reads`),
          ...styled('technical', (say) => `${say.name(named)}: read in ${say.bare(file)}`),
        ],
      })
    if (value !== null)
      messages.push({
        id: `setting:${setting.name}:default`,
        about: named,
        weight: weight - 0.08,
        places,
        keywords,
        forms: [
          ...ways(
            (say) => `left alone, ${say.bare(named)} is ${mark(value)}`,
            (say) => (say.isCurrent(named) ? `its default is ${mark(value)}` : null),
            (say) => `unless it is changed, ${say.bare(named)} stays at ${mark(value)}`,
            (say) => `the value that ${say.bare(named)} starts with is ${mark(value)}`,
          ),
          ...styled('technical', (say) => `default of ${say.bare(named)}: ${mark(value)}`),
        ],
      })
  }
  // Fields with a default say where settings are only where nothing is set from outside.
  const fromOutside = settings.filter((setting) => reach(setting) < 2)
  const files = [...Map.groupBy(fromOutside.length >= 2 ? fromOutside : settings, ({ place }) => place.file)].toSorted(([, a], [, b]) => b.length - a.length)
  const [main, second] = files
  if (main !== undefined && main[1].length >= 2)
    messages.unshift({
      id: 'settings:where',
      about: world.file(main[0]),
      weight: 0.95,
      places: main[1].slice(0, 3).map(({ place }) => place),
      keywords: [main[0]],
      forms: [
        ...ways(
          (say) =>
            second === undefined
              ? `what can be configured is read in ${say.name(world.file(main[0]))}`
              : `${main[1].length > second[1].length ? 'more' : 'as many'} settings are read in ${say.name(world.file(main[0]))} ${main[1].length > second[1].length ? 'than' : 'as'} in any other file${second[1].length < 2 ? '' : `; ${say.bare(world.file(second[0]))} ${main[1].length > second[1].length ? 'comes second' : 'is its equal'}`}`,
          (say) =>
            `to find out what can be set, one opens ${say.name(world.file(main[0]))}${second === undefined || second[1].length < 2 ? '' : ` or ${say.bare(world.file(second[0]))}`}`,
        ),
        ...styled('fiction', (say) => `the control room is ${say.name(world.file(main[0]))}, and its levers have names`),
      ],
    })
  return messages
}
