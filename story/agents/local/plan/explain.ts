// For beginners a term is explained once, right where it is first used, by what the thing does.

const glossary: readonly (readonly [RegExp, string])[] = [
  [/\bmiddleware\b/i, 'Middleware is code that gets its turn between a question and its answer.'],
  [/\btraits?\b/i, 'A trait lists what a type promises to be able to do.'],
  [/\bthe interface(?= {2}| +(?:in|is|which)\b)/, 'An interface says which methods something must have, not how they work.'],
  [/\bcrates?\b/, 'A crate is what Rust calls a package.'],
  [/\bdecorators?\b/i, 'A decorator wraps a function in order to add something to it.'],
  [/\bcallbacks?\b/i, 'A callback is a function that you hand over so that somebody else can call it later.'],
  [/\bstructs?\b/, 'A struct keeps several values together under one name.'],
  [/\bcontinuous integration\b/i, 'Continuous integration means that a server runs the checks after each change.'],
  [/\b(?:runtime|run time)\b/, 'Run time is when the program works, as opposed to when it is written.'],
  [/\bimports?\b/, 'To import is to make the code of another file usable in this one.'],
  [/\bmanifest\b/i, 'A manifest is the file in which a project lists its name and its needs.'],
  [/\bWSGI\b/, 'WSGI is the agreement by which Python programs and web servers talk to each other.'],
  [/\bthreads?\b/i, 'Threads let a program do several things at the same time.'],
  [/\bcache[ds]?\b/i, 'A cache keeps an answer so that nobody has to work it out twice.'],
  [/\bregex(?:es)?\b|\bregular expressions?\b/i, 'A regular expression is a pattern that texts can be compared with.'],
  [/\bpars(?:e|es|er|ing)\b/i, 'To parse a text is to find the structure in it.'],
  [/\bserializ\w+\b/i, 'To serialize a value is to write it down in a form that can be sent.'],
  [/\binstances?\b/i, 'An instance is one object made from a class.'],
  [/\benvironment variables?\b/i, 'An environment variable is a value that a program finds around it when it starts.'],
  [/\bdefault\b/, 'A default is what holds when nobody decides otherwise.'],
  [/\brouters?\b|\brouting\b/, 'Routing is deciding which code answers which address.'],
  [/\bpanic\b/, 'A panic is an error that nobody planned to survive.'],
  [/\biterators?\b/i, 'An iterator hands out one item after the other.'],
  [/\bcommits?\b/, 'A commit is one saved step in the history of the code.'],
]

/** What looks like a name is no word of the sentence. */
const namesInIt = /\S*(?:[a-z][A-Z]|[_/$.]\w)\S*/g

/** Sentences between two explanations: more of them would be a lecture. */
const rest = 9

export type Explainer = (text: string) => string | null

/** Counts the sentences that it is shown. */
export const createExplainer = (): Explainer => {
  const explained = new Set<string>()
  let sentencesSince = rest
  return (text) => {
    sentencesSince += 1
    if (sentencesSince <= rest) return null
    const found = glossary.find(([pattern, explanation]) => !explained.has(explanation) && pattern.test(text.replace(namesInIt, '')))
    if (found === undefined) return null
    explained.add(found[1])
    sentencesSince = 0
    return found[1]
  }
}
