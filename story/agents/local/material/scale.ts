// How large it is.
import { counted } from '../language/numbers.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

export const scaleMessages = ({ facts, project, top }: World): Message[] => {
  const { counts, languages } = facts
  const [main, second] = languages
  const place = facts.key_files[0]
  if (main === undefined || place === undefined || counts.source_files === 0) return []
  const messages: Message[] = [
    {
      id: 'scale:size',
      about: project,
      weight: 0.8,
      places: [top(place.path)],
      forms: [
        ...ways(
          (say) =>
            `the code behind ${say.bare(project)} is ${counted(counts.source_files, 'source file')} with ${counted(counts.source_lines, 'line')}, written mostly in ${main.name}`,
          () =>
            `${counted(counts.source_files, 'source file')}, ${counted(counts.source_lines, 'line')}, most of it ${main.name}: that is the code without its tests`,
        ),
        ...styled(
          'tutorial',
          () => `you are looking at ${counted(counts.source_files, 'source file')} and ${counted(counts.source_lines, 'line')}, most of it ${main.name}`,
        ),
        ...styled('technical', () => `extent: ${counted(counts.source_files, 'source file')}, ${counted(counts.source_lines, 'line')}, chiefly ${main.name}`),
        ...styled(
          'fiction',
          () => `it is a town of ${counted(counts.source_files, 'house')}, if every source file is a house, and ${main.name} is the language of most streets`,
        ),
      ],
    },
  ]
  if (second !== undefined && second.share > 0.08)
    messages.push({
      id: 'scale:second',
      about: null,
      weight: 0.3,
      places: [top(place.path)],
      forms: ways(
        () => `${second.name} comes second, with ${counted(second.files, 'file')}`,
        () => `a smaller share, ${counted(second.files, 'file')}, is ${second.name}`,
      ),
    })
  return messages
}
