// A name in a folder that nothing bears yet, as browsers give one to a second download.
import { readdir } from 'node:fs/promises'

/**
 * `name`, or `name-2`, `name-3` … where the folder holds a file of that name with one of the extensions already: two folders that are
 * both called "app", or the same repository in another voice, must not replace each other.
 * @param extensions without the dot
 */
export const findFreeName = async (folder: string, name: string, extensions: readonly string[]): Promise<string> => {
  const taken = new Set(await readdir(folder))
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!extensions.some((extension) => taken.has(`${candidate}.${extension}`))) return candidate
  }
}
