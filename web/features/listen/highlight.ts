// Enough colour to read code by: comments, strings, numbers and the words that most languages reserve. A grammar for every
// language would weigh more than the whole page; what is shown are a few dozen cited lines.

export type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'plain'
export interface Token {
  kind: TokenKind
  text: string
}

const reserved =
  'abstract|as|async|await|break|case|catch|class|const|continue|def|default|defer|del|do|elif|else|elsif|end|enum|except|export|extends|extern|false|final|finally|fn|for|foreach|from|func|function|go|goto|if|impl|implements|import|in|instanceof|interface|internal|is|lambda|let|loop|match|mod|module|mut|namespace|new|nil|None|not|null|or|override|package|pass|private|protected|pub|public|raise|range|ref|require|return|select|self|static|struct|super|switch|this|throw|throws|trait|true|True|False|try|type|typeof|undefined|union|unless|unsafe|use|using|val|var|virtual|void|when|where|while|with|yield'

// In order: what looks like a comment is one, even where it holds a quote.
const hashComments = new Set(['python', 'ruby', 'shell', 'bash', 'yaml', 'toml', 'perl', 'r', 'elixir', 'dockerfile', 'makefile'])
const patternFor = (language: string): RegExp => {
  const line = hashComments.has(language.toLowerCase()) ? '#.*' : '//.*|/\\*[\\s\\S]*?(?:\\*/|(?![\\s\\S]))|^\\s*\\*.*'
  return new RegExp(
    `(?<comment>${line})|(?<string>"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'|\`(?:[^\`\\\\]|\\\\.)*\`)|(?<number>\\b\\d[\\d_.xa-fA-F]*\\b)|(?<keyword>\\b(?:${reserved})\\b)`,
    'gm',
  )
}

const prose = new Set(['markdown', 'text', 'plain', 'md', 'rst'])

/** The code's lines, each as its tokens. */
export const highlightLines = (code: string, language: string): Token[][] => {
  const lines: Token[][] = [[]]
  const push = (kind: TokenKind, text: string) => {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, text: part })
    }
  }
  if (prose.has(language.toLowerCase())) {
    push('plain', code)
    return lines
  }
  let end = 0
  for (const match of code.matchAll(patternFor(language))) {
    push('plain', code.slice(end, match.index))
    const kind = (['comment', 'string', 'number', 'keyword'] as const).find((name) => match.groups?.[name] !== undefined) ?? 'plain'
    push(kind, match[0])
    end = match.index + match[0].length
  }
  push('plain', code.slice(end))
  return lines
}
