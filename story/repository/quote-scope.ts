// Where a sentence of a page holds. Taken out of its section or away from what stands before it, one that is true there can
// say something that is true nowhere else: what a fault looks like, what one way to install lacks, what "these functions" do.
import { baseName } from './languages.ts'

/** What stands under these is about one way to get it, about a fault and its cause, or somebody else's words. */
const narrowHeading =
  /^(?:via|on|from|with) (?!error|failure|exception)\S|^using [A-Z]|\bproblematic\b|^(?:the )?(?:causes?|symptoms?|problems?|solutions?|before|after|wrong|bad|incorrect|fix|workarounds?)$|\b(?:testimonials?|quotes|widely used|not working|doesn't work|breaking changes)\b/i

/** Pages of faults, told as they look to whoever has them. */
const faultPage = /troubleshoot|known[-_ ]?(?:issues|problems)|debug/i

export const isNarrow = (heading: string, path: string): boolean => narrowHeading.test(heading) || faultPage.test(baseName(path))

/** `> Got powers our whole platform!` is what a user says of it. Notes are set off in the same way. */
export const isSetOff = (text: string): boolean => /^>/.test(text) && !/^>\s*(?:\[!|\*\*?(?:note|tip|important|warning))/i.test(text)

const isOwn = '(?:library|project|package|module|crate|framework|tool|program|gem|repository)'
/** "this setting", "such a warning": of which something is said elsewhere. */
const pointing = new RegExp(`\\b(?:this|these|those)\\b(?! ${isOwn}\\b)|\\bsuch (?!as\\b)\\w`, 'i')
/** "A similar setup", "Further documentation": beside another. */
const comparing = /^(?:an? )?(?:similar|further|additional|different|other|new|second|alternative)\b/i
/** "Returns true when …", "ERROR: …": what it is said of is the heading. */
const headless =
  /^[A-Z][a-z]+s (?:an?|the|true|false|if|whether|when|all|any|its?|you)\b|^[A-Z][A-Z\d_]{2,}: |^[a-z]+_\w+ [A-Z]|^[a-z]\w* (?:Whether|When|If|The|An?|Sets?|Enables?|Disables?|Used|Controls?|How|What|List)\b|^If (?:enabled|disabled|set|true|false|given|specified|provided)\b|^\S+ by default[.;]|\s- \w+: |^(?:Defaults? to|Used (?:to|by|for|in))\b|: Defaults? to\b/
/** "The function returns true because …": what an example shows. */
const ofAnExample = /\b(?:returns?|prints?|logs?|outputs?|gives?) (?:true|false|undefined|null|nil|None|\d+|"[^"]*")(?:,)? (?:because|since|as)\b/i
/** `foo` is nobody's name, and "your" code not that of the project. */
const invented = /\b(?:foo|bar|baz|qux|prior examples?)\b|^you (?:may|might|can|could) (?:wish|want|need|like|prefer)\b/i
/** "Methods also have …": beside something that was said. */
const adding = /^(?:[\w.]+ ){1,2}also\b/
/** "On failure, …" of what? */
const onFailure = /^(?:on|upon|in case of|after) (?:an? )?(?:failure|success|error)\b/i

/** Does it lean on the heading, on a sentence before it or on code beside it, wherever it stands in its paragraph? */
export const leansOnItsPlace = (sentence: string): boolean =>
  [pointing, comparing, headless, ofAnExample, invented, adding, onFailure].some((pattern) => pattern.test(sentence))

const wordsOfAHead = 5
/** Is what is said something about the list, or the thing, that a sentence before it has named? One that begins with a name of its own is not. */
export const isAboutWhatStandsBefore = (sentence: string, before: readonly string[], names: readonly string[]): boolean => {
  const head = sentence.split(/\s+/).slice(0, wordsOfAHead).join(' ').toLowerCase()
  return (
    before.some((earlier) => pointing.test(earlier) || /\b(?:following|below)\b/i.test(earlier)) && !names.some((name) => head.includes(name.toLowerCase()))
  )
}
