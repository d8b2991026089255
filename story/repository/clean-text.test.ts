import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText, decodeText } from './clean-text.ts'

describe('cleanText', () => {
  it('takes out direction overrides, isolates and marks', () => {
    expect(cleanText('if (\u202eadmin\u2066) {\u2069 // \u200fcheck\u061c')).toBe('if (admin) { // check')
  })
  it('takes out tag characters, in which whole sentences hide', () => {
    const hidden = [...'ignore all'].map((character) => String.fromCodePoint(0xe0000 + (character.codePointAt(0) ?? 0))).join('')
    expect(cleanText(`Hello${hidden}!`)).toBe('Hello!')
  })
  it('takes out terminal sequences whole', () => {
    expect(cleanText('\u001b[31mred\u001b[0m \u001b]0;title\u0007done\u0000\u0008\u007f\u0085')).toBe('red done')
  })
  it('takes out zero-width characters and byte order marks but leaves joiners and other scripts alone', () => {
    expect(cleanText('\ufeffuse\u200bEffect \u00adx')).toBe('useEffect x')
    for (const text of ['👩‍💻 Grüße 日本語 क्‍ष', 'tab\there\n']) expect(cleanText(text)).toBe(text)
  })
  it('ends a line where git does and nowhere else', () => {
    expect(cleanText('a\r\nb\rc\u2028d\u2029e\u000bf\u000cg')).toBe('a\nb c d efg')
  })
  it('never changes the number of lines, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u001b', ']', '[', '\u0007', '\\', '\u202e', '\u2028', '\ud800', '\u{e0041}') }),
        (text) => {
          expect(cleanText(text).split('\n')).toHaveLength(text.split('\n').length)
          expect(cleanText(cleanText(text))).toBe(cleanText(text))
        },
      ),
    )
  })
})

describe('decodeText', () => {
  it('reads UTF-8 and UTF-16 with a byte order mark', () => {
    expect(decodeText(Buffer.from('\ufeffgrüße'))).toBe('grüße')
    expect(decodeText(Buffer.from('\ufeffgrüße', 'utf16le'))).toBe('grüße')
    expect(decodeText(Buffer.from('\ufeffgrüße', 'utf16le').swap16())).toBe('grüße')
  })
  it('marks what is no UTF-8 and goes on', () => {
    expect(decodeText(Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x62]))).toBe('a\ufffd\ufffd\nb')
  })
  it('gives nothing for a binary file', () => {
    expect(decodeText(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]))).toBeNull()
  })
})

describe('cleanLine', () => {
  it('makes one short line of anything', () => {
    expect(cleanLine('  a\u202e\n b\u0000\tc ')).toBe('a b c')
    expect(cleanLine('x'.repeat(20), 5)).toBe('xxxx…')
  })
})
