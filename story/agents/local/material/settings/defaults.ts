// Values that the project sets for itself until somebody else does: fields of a configuration, made in one place.
import type { Setting } from '../../../../../shared/analysis.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'
import { sayableValue } from './from-outside.ts'

const atATime = 3
const mostGroups = 2

interface Default {
  name: string
  value: string
  place: Setting['place']
}

/** Types, and functions that set something up: a variable of any other function is its own affair. */
const isHome = (of: string, kind: string | undefined): boolean =>
  kind === 'class' || kind === 'struct' || kind === 'interface' || /default|config|option|setting|init|setup|constructor|^(?:new|create)$/i.test(of)

const isConfiguration = (of: string): boolean => /config|option|setting|default/i.test(of)

/** What an object begins with is no default where nobody can begin otherwise: of a type that is no configuration, who knows? */
const isOwnStart = (of: string): boolean =>
  /(?:\.|::)(?:new|constructor|__init__|__construct|initiali[sz]e|init)$/.test(of) &&
  !/config|option|setting|builder|default|param|app|engine|server|client|logger/i.test(of)

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
const isNamesake = (name: string, value: string): boolean => letters(name) === letters(value)

const readDefault = ({ name, default: value, place }: Setting): Default[] => {
  const said = sayableValue(value)
  // Ports by their schemes are a table, and nobody's to set; what is called as it reads is a table of names.
  return said === null ||
    !/^[\w -]{3,}$/.test(name) ||
    (/^(?:https?|wss?|ftp|socks\w*)$|^[A-Z]+(?:-[A-Z]+)+$/i.test(name) && !/^[a-z]+(?:-[a-z]+)+$/.test(name)) ||
    isNamesake(name, said)
    ? []
    : [{ name, value: said.replace(/(?<=\d)_(?=\d)/g, ''), place }]
}

export const defaultMessages = (world: World): Message[] => {
  const settings = world.facts.settings.filter(({ kind, of }) => kind === 'setting' && of !== null)
  return (
    [...Map.groupBy(settings, ({ of, place }) => `${place.file}#${of}`)]
      .map(([key, group]) => ({
        of: key.slice(key.indexOf('#') + 1),
        file: key.slice(0, key.indexOf('#')),
        defaults: group.flatMap(readDefault),
      }))
      .filter(({ of, file, defaults }) => defaults.length >= 2 && !isOwnStart(of) && isHome(of, world.findSymbol(of, file)?.kind))
      // Where most were names of themselves, the others are names, too.
      .filter(({ of, file, defaults }) => defaults.length >= settings.filter((one) => one.of === of && one.place.file === file).length / 2)
      .toSorted((a, b) => Number(isConfiguration(b.of)) - Number(isConfiguration(a.of)) || b.defaults.length - a.defaults.length)
      .slice(0, mostGroups)
      .flatMap(({ of, file, defaults }, index): Message[] => {
        const home = world.symbol(of, file)
        const list = (some: readonly Default[]): string => joined(some.map(({ name, value }) => `${mark(name)} is ${mark(value)}`))
        const first = defaults.slice(0, atATime)
        const next = defaults.slice(atATime, atATime * 2)
        const weight = 0.92 - index * 0.2
        const base = { about: home, keywords: [of, file, 'configuration', 'defaults'] }
        return [
          {
            ...base,
            id: `defaults:${home.key}`,
            weight,
            places: [...(home.place === undefined ? [] : [home.place]), ...first.map(({ place }) => place)],
            title: `the defaults of ${home.name}`,
            forms: [
              ...ways(
                (say) => `what holds until somebody changes it is written down in ${say.placed(home)}: ${list(first)}`,
                (say) => `${say.placed(home)} has defaults of its own; ${list(first)}`,
              ),
              ...styled('tutorial', (say) => `leave everything as it is, and by ${say.placed(home)} you get this: ${list(first)}`),
              ...styled('technical', (say) => `defaults in ${say.placed(home)}: ${list(first)}`),
            ],
          },
          ...(next.length < 2
            ? []
            : [
                {
                  ...base,
                  id: `defaults-more:${home.key}`,
                  weight: weight - 0.12,
                  places: next.map(({ place }) => place),
                  forms: ways(
                    () => `further on among the defaults, ${list(next)}`,
                    () => `in the same way ${list(next)}`,
                  ),
                },
              ]),
        ]
      })
  )
}
