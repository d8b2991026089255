// Bytes of a stranger's file → text that shows what it says. What a person looking at the file would not see (direction
// overrides, tag characters, control characters, zero-width marks) is how text lies to a reviewer and whispers to a model.
//
// Lines keep their numbers: whatever is removed or replaced here never adds or takes a line end, because stories cite
// lines as git counts them. git ends a line at a line feed and nowhere else.

// Left and right marks, embeddings, overrides and isolates.
const direction = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
// Joiners stay: emoji and Indic scripts are written with them.
const zeroWidth = '\\u00ad\\u034f\\u115f\\u1160\\u180e\\u200b\\u2060-\\u2064\\u206a-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb'
// Tags and the supplementary variation selectors: whole alphabets that nothing draws.
const tags = '\\u{e0000}-\\u{e0fff}'
// C0 and C1 but tab and line feed; DEL; lone surrogates and noncharacters.
const control = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\ufffe\\uffff'
const hiddenPattern = new RegExp(`[${direction}${zeroWidth}${tags}${control}]|\\p{Surrogate}`, 'gu')
/** A part of all that is removed: half of what lies beyond ASCII is a dash or an accent, and has none of it. */
const suspectPattern = new RegExp(`[${direction}${zeroWidth}${control}\\u2028\\u2029\\ud800-\\udfff]`)
// One escape sequence is one thing: without its first byte the rest would be left as litter.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const escapePattern = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[@-Z\\_-])/g

/** Takes out what cannot be seen. The number of lines stays what git counts. */
export const cleanText = (text: string): string => {
  // Nearly every source file is plain ASCII, and one look is ten times as quick as the replacements.
  if (/^[\t\n -~]*$/.test(text) || !suspectPattern.test(text)) return text
  return (
    text
      .replaceAll('\r\n', '\n')
      // A lone carriage return overprints, on a terminal, what stood before it.
      .replace(/[\r\u2028\u2029]/g, ' ')
      .replace(escapePattern, '')
      .replace(hiddenPattern, '')
  )
}

// As git does: a zero byte this early makes a file binary.
const binaryLookBytes = 8000

/** Text of a file's bytes, cleaned, or null where they are binary. Bytes that are no UTF-8 become U+FFFD. */
export const decodeText = (bytes: Uint8Array): string | null => {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  if (encoding === 'utf-8' && bytes.subarray(0, binaryLookBytes).includes(0)) return null
  return cleanText(new TextDecoder(encoding).decode(bytes))
}

/** For a name or a message that goes to a log, a terminal or a page: one line, nothing hidden, not endless. */
export const cleanLine = (text: string, maxCharacters = 300): string => {
  // Most of them are, and a long history has a hundred thousand.
  if (text.length <= maxCharacters && /^[!-~]+(?: [!-~]+)*$/.test(text)) return text
  const line = cleanText(text).replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`
}
