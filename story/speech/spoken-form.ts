export interface SpokenForm {
  text: string
  unsayable: string[]
}
export const toSpokenForm = (written: string, _pronunciations: Readonly<Record<string, string>> = {}): SpokenForm => ({
  text: written
    .normalize('NFKD')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim(),
  unsayable: [],
})
