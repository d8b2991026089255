// Programs beside the one that the project is called after: helpers of its makers, examples in a guide. How those end says
// nothing of how it ends.
import type { RepositoryFacts } from '../../../shared/analysis.ts'

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')

/** Does a file belong to a program other than the project's own? Nobody can say where none bears its name. */
export const isOfOtherProgram = ({ entry_points: entries, name }: Pick<RepositoryFacts, 'entry_points' | 'name'>): ((file: string) => boolean) => {
  const programs = entries.filter(({ kind }) => kind === 'bin' || kind === 'main')
  const own = new Set(programs.filter((entry) => bare(entry.name) === bare(name)).map(({ place }) => place.file))
  if (own.size === 0) return () => false
  const others = programs.map(({ place }) => place.file).filter((file) => !own.has(file))
  // A crate that holds another program holds it alone.
  const folders = others.flatMap((file) => (file.endsWith('/src/main.rs') ? [file.slice(0, -'src/main.rs'.length)] : []))
  return (file) => others.includes(file) || folders.some((folder) => file.startsWith(folder))
}
