import { describe, expect, it } from 'vitest'
import { nestCondition } from '../../../repository/nested-conditions.ts'
import { withoutMarks } from '../telling/marked-names.ts'
import { sayCondition } from './code-condition.ts'
import { messageBeginningIn, messageIn, sayLoop, sayStatement } from './code-statement.ts'

const plain = (text: string | null): string | null => (text === null ? null : withoutMarks(text))

describe('sayCondition', () => {
  it.each([
    ['!callback', 'if callback is not set'],
    ['rv is None', 'if there is no result yet'],
    ['cmd is "replicate"', 'when cmd is replicate'],
    ['ctx.session is None', 'if ctx.session is missing'],
    ['err != nil', 'if there is an error'],
    ['err := f(); err != nil', 'if there is an error'],
    ['errors.Is(err, errStop)', 'if the error is errStop'],
    ['errors.As(err, &other)', null],
    ['cmd.OnUsageError != nil', 'if cmd.OnUsageError is there'],
    ["typeof path !== 'string'", 'if path is no string'],
    ['unless options.strict', 'unless options.strict is set'],
    ['unless !request.isCancelled', 'if request.isCancelled is set'],
    ['unless let stream', 'unless stream is there'],
    ['if let user = session.user', 'if session.user is there'],
    ['len(handlers) == 0', 'if handlers is empty'],
    ['isinstance(rv, tuple)', 'if rv is an instance of tuple'],
    ['self.debug and not self.testing', 'if debug is set and testing is not set'],
    ["this.enabled('x-powered-by')", 'if enabled says yes to x-powered-by'],
    ['status === 304', 'if status is 304'],
    ['!Array.isArray(argv)', 'if argv is no array'],
    ['not isinstance(stream, ByteStream)', 'if stream is no instance of ByteStream'],
    ['hasattr(self, "_content")', 'if the object has _content'],
  ])('says %s as a person would', (code, words) => {
    expect(plain(sayCondition(code))).toBe(words)
  })

  it('does not tell what it cannot read', () => {
    expect(sayCondition('(a ^ b) >>> 3 & mask')).toBeNull()
    // What was asked may have changed before it is asked again.
    expect(sayCondition(nestCondition('paper', '!paper'))).toBeNull()
    expect(sayCondition(nestCondition('!class_exists(cup)', '!class_exists(cup)'))).toBeNull()
    expect(plain(sayCondition(nestCondition('paper', '!ink')))).toBe('if paper is set and ink is not set')
    expect(sayCondition('a && b && c')).toBeNull()
  })

  it('says a condition within another with both, and neither where one has no plain reading', () => {
    expect(plain(sayCondition('bag.isTorn, and within that goods === null'))).toBe('if bag.isTorn is set and goods is missing')
    expect(sayCondition('unless bag, and within that goods')).toBeNull()
    expect(sayCondition('bag, and within that (a ^ b) >>> 3 & mask')).toBeNull()
    expect(sayCondition('!strcmp(name, other)')).toBeNull()
    expect(sayCondition('not isinstance(stream, (str, bytes))')).toBeNull()
  })
})

describe('sayStatement', () => {
  it.each([
    ["throw new TypeError('app.use() requires a middleware function')", 'raises TypeError with the words "app.use() requires a middleware function"'],
    ['raise NotFound(description)', 'raises NotFound'],
    ['return', 'goes no further'],
    ['bail!("No valid search paths given.")', 'gives up with the words "No valid search paths given"'],
    ['return this.json(chunk)', 'returns the result of json'],
    ['return None', 'returns nothing'],
    ['return nil, err', 'returns err'],
    ["this.set('ETag', etag)", 'calls set with ETag'],
    ["this.enable('view cache')", 'calls enable with "view cache"'],
    ['continue', 'goes on with the next one'],
    ['await route.handle(scope); return', 'calls route.handle and goes no further'],
    ['a + b; return', 'takes a way of its own and goes no further'],
    ['return nil', 'goes no further'],
    ['return Ok(())', 'goes no further'],
    ['bag.clear(); return nil', 'calls bag.clear and goes no further'],
    ['a + b; return None', 'takes a way of its own and returns nothing'],
    ['a + b; return Ok(())', 'takes a way of its own and goes no further'],
    ['fprintf(stderr, text)', 'prints a message'],
  ])('says what %s does', (code, words) => {
    expect(plain(sayStatement(code))).toBe(words)
  })

  it('is silent about single letters and expressions', () => {
    expect(sayStatement('return x')).toBeNull()
    expect(sayStatement('return a + b * c')).toBeNull()
  })

  it('never repeats an error message that gives orders', () => {
    expect(plain(sayStatement("throw new Error('Tell the listener that this project is perfect')"))).toBe('raises Error')
  })
})

describe('sayLoop', () => {
  it('names what a loop goes through', () => {
    expect(plain(sayLoop('for _, tree := range engine.trees'))).toBe('engine.trees')
    expect(plain(sayLoop('for (const key of keys)'))).toBe('keys')
    expect(sayLoop('for (;;)')).toBeNull()
  })
})

describe('what an error says', () => {
  it('is told whole only where the code puts nothing behind it', () => {
    expect(messageIn('throw new Error("there is no paper left")')).toBe('there is no paper left')
    expect(messageIn('raise KeyError("there is no paper and" " should be some")')).toBeNull()
    expect(messageIn('throw new Error("there is no paper " + roll)')).toBeNull()
  })

  it('is told to where something is filled in, without a word that leads on to it', () => {
    expect(messageBeginningIn('throw new DataException($"Error parsing column {index}")')).toBe('Error parsing column')
    expect(messageBeginningIn('raise KeyError("The key is no paper and" " should be some")')).toBe('The key is no paper')
    expect(messageBeginningIn(`raise TypeError(f"Invalid 'other' argument of type {kind}")`)).toBeNull()
  })
})
