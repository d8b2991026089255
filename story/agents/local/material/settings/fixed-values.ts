// Values that are fixed in the code: limits, defaults, sizes.
import { docPredicate, ownWords } from '../../language/doc-clause.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'
import { plainValue } from './from-outside.ts'

const limiting = /limit|max|min|default|timeout|size|depth|port$|retr(?:y|ies)|capacity|threshold|interval|fps/i
/** The name of a header or a level is fixed, too, and decides nothing. */
const measured =
  /\b(?:max\w*|min\w*|default\w*|limit\w*|size|timeout|how (?:many|long|often)|number of|seconds?|milliseconds?|bytes|interval|capacity|depth|threshold|port)\b/i

const isType = (kind: string | undefined): boolean => /^(?:class|struct|interface|object|module|enum|trait)$/.test(kind ?? '')

export const fixedValueMessages = (world: World): Message[] =>
  world.facts.constants
    .filter(
      ({ value, name, place, doc, in_symbol: owner }) =>
        plainValue.test(value) &&
        // What a function gives a field to begin with is a start, and no constant.
        (owner === null || /^k?[A-Z][A-Z\d_]+$|^k[A-Z]/.test(name) || isType(world.findSymbol(owner, place.file)?.kind)) &&
        // Of a number that no comment explains only its name may tell what it limits.
        ((/^-?[\d._]+\w{0,3}$/.test(value) && limiting.test(name)) ||
          (doc !== null && (/default|limit/i.test(name) || (/\d/.test(value) && measured.test(doc.text))))) &&
        /^[\w.-]{3,}$/.test(name) &&
        !/version|^YY|^(?:const|static|final|let|var|val)$/i.test(name) &&
        !world.facts.settings.some((setting) => setting.name === name && setting.place.file === place.file),
    )
    .slice(0, 24)
    .map((constant, index): Message => {
      const named: Named = { key: `constant ${constant.place.file} ${constant.name}`, name: constant.name, role: 'constant', home: null, place: constant.place }
      const predicate = constant.doc === null ? null : docPredicate(constant.doc.text, constant.name)
      const own = constant.doc === null || predicate !== null ? null : ownWords(constant.doc.text, 18)
      const file = world.file(constant.place.file)
      return {
        id: `constant:${constant.place.file}:${constant.name}`,
        about: named,
        weight: Math.max(0.15, (constant.doc === null ? 0.5 : 0.75) - index * 0.02),
        places: [constant.place, ...(constant.doc === null ? [] : [constant.doc.place])],
        keywords: [constant.name, constant.place.file],
        forms:
          predicate !== null
            ? ways(
                (say) => `${say.bare(named)}, set to ${mark(constant.value)}, ${say.words(predicate)}`,
                (say) => `a value of ${mark(constant.value)} is fixed in ${say.name(named)}, which ${say.words(predicate)}`,
              )
            : own !== null
              ? ways(
                  (say) => `${say.bare(named)} is ${mark(constant.value)}, with a comment: ${say.words(own)}`,
                  (say) => `of the ${mark(constant.value)} in ${say.bare(file)}, which is called ${say.bare(named)}, a comment says: ${say.words(own)}`,
                )
              : [
                  ...ways(
                    (say) => `in ${say.bare(file)}, ${say.bare(named)} is fixed at ${mark(constant.value)}`,
                    (say) => `${say.name(named)} has the value ${mark(constant.value)}`,
                    (say) => `one number to remember from ${say.bare(file)} is ${mark(constant.value)}, the value of ${say.bare(named)}`,
                  ),
                ],
      }
    })
    .filter(({ forms }) => forms.length > 0)
    .filter((message, index, all) => all.findIndex(({ id }) => id === message.id) === index)
