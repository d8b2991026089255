// What a story knows of its scene where a repository has little: tests write only what they are about.
import type { Scene } from '../../story/agents/local/styles/style-sheet.ts'

export const bareScene: Omit<Scene, 'project' | 'entry' | 'end'> = {
  essence: null,
  traveller: 'call',
  stations: [],
  secondEntry: null,
  mainPart: null,
  mainType: null,
  otherType: null,
  mainDependency: null,
  otherDependency: null,
  mainSettingsFile: null,
  mainError: null,
  mainTest: null,
  firstYear: null,
  partCount: 1,
}
