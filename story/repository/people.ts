// Who made the commits. The same person signs as "typicode" and "Typicode", at work and at home: names that differ only in
// how they are written are one person, and so are names that share an address. Robots are nobody.
import { byCount } from './recent-changes.ts'

export interface Signature {
  name: string
  /** As git has it; empty where it was left out. */
  email: string
}

/** What a tool signs with that knows nobody: cvs2svn's author of all that it makes itself. */
const nobody = /^\(?(?:no[ _-]?(?:author|name)|unknown|anonymous|nobody|none|root|cvs2svn|cvs2git|git-svn)\)?$/i
const isRobot = ({ name, email }: Signature): boolean =>
  nobody.test(name.trim()) || /\[bot\]|^(?:dependabot|renovate|greenkeeper|github-actions|pre-commit-ci)\b/i.test(`${name} ${email}`)
/** What many machines are called is nobody's address. */
const isOwnAddress = (email: string): boolean =>
  /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/.test(email) && !/^(?:root|nobody|none|noreply|user|admin)@|\.(?:local|localdomain|\(none\))$/.test(email)
const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** One for each person, with how many commits and the name that stands under most of them; the busiest first. */
export const listPeople = (signatures: readonly Signature[]): { name: string; commits: number }[] => {
  const parents = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root)) root = parent
    parents.set(key, root)
    return root
  }
  const keysOf = ({ name, email }: Signature): string[] => {
    const [plain, address] = [plainName(name), email.toLowerCase()]
    const keys = [...(plain === '' ? [] : [`name ${plain}`]), ...(isOwnAddress(address) ? [`address ${address}`] : [])]
    return keys.length > 0 ? keys : [`signature ${name} ${email}`]
  }
  const distinct = Map.groupBy(
    signatures.filter((signature) => !isRobot(signature)),
    ({ name, email }) => `${name}\n${email}`,
  )
  for (const [signature] of distinct.values()) {
    if (signature === undefined) continue
    const [first = '', ...others] = keysOf(signature)
    for (const key of others) parents.set(rootOf(key), rootOf(first))
  }
  const people = new Map<string, Map<string, number>>()
  for (const all of distinct.values()) {
    const [signature] = all
    if (signature === undefined) continue
    const person = rootOf(keysOf(signature)[0] ?? '')
    const names = people.get(person) ?? new Map<string, number>()
    names.set(signature.name, (names.get(signature.name) ?? 0) + all.length)
    people.set(person, names)
  }
  return [...people.values()]
    .map((names): [string, number] => {
      const [[name = ''] = []] = [...names].sort(byCount)
      return [name, [...names.values()].reduce((sum, count) => sum + count, 0)]
    })
    .sort(byCount)
    .map(([name, commits]) => ({ name, commits }))
}

/** Under which full name somebody who first signed with a handle signed elsewhere; the name as it is where there is none, empty where it is nobody's. */
export const fullNameOf = (own: Signature, signatures: readonly Signature[]): string => {
  const isFull = (name: string): boolean => /^\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*)+$/u.test(name)
  if (nobody.test(own.name.trim())) return ''
  if (isFull(own.name)) return own.name
  const [address, plain] = [own.email.toLowerCase(), plainName(own.name)]
  const same = signatures.find(
    ({ name, email }) =>
      isFull(name) &&
      ((isOwnAddress(address) && email.toLowerCase() === address) || plainName(name) === plain || plainName(email.split('@')[0] ?? '') === plain),
  )
  return same?.name ?? own.name
}
