// What listeners ask about: how they say it, and what in a repository's layout shows that it is there. The label is what
// a focus area is called.

export interface FocusTopic {
  label: string
  said: RegExp
  inPaths: RegExp
}

const row = (label: string, said: RegExp, inPaths: RegExp = said): FocusTopic => ({ label, said, inPaths })

export const focusTopics: readonly FocusTopic[] = [
  row('routing', /\brout(?:e|es|er|ers|ing)\b/i, /rout(?:e|ing)/i),
  row('app router', /\bapp[- ]router\b/i, /app-?router/i),
  row('middleware', /\bmiddlewares?\b/i, /middleware/i),
  row('error handling', /\b(?:errors?|exceptions?|failures?|fault)\b/i, /(?:error|exception|fault)/i),
  row('testing', /\b(?:test|tests|tested|testing|coverage)\b/i, /(?:^|\/)(?:tests?|spec|__tests__)(?:\/|$)/i),
  row('configuration', /\b(?:config|configuration|configured?|settings?|options|flags)\b/i, /(?:config|settings|options|flags)/i),
  row('authentication', /\b(?:auth|authentication|authorization|login|sign-?in|sessions?|oauth|jwt)\b/i, /(?:auth|login|session|oauth|jwt)/i),
  row('security', /\b(?:security|secure|vulnerabilit\w+|csrf|xss|encrypt\w*)\b/i, /(?:security|crypto|csrf|sanitiz)/i),
  row('database', /\b(?:databases?|sql|orm|persistence|storage|migrations?|queries)\b/i, /(?:database|\bdb\b|sql|orm|migrations?|models?|storage)/i),
  row('performance', /\b(?:performance|fast|speed|optimi[sz]\w+|benchmarks?|latency)\b/i, /(?:bench|perf)/i),
  row(
    'concurrency',
    /\b(?:concurren\w+|threads?|threading|parallel\w*|async\w*|goroutines?|locks?|workers?)\b/i,
    /(?:thread|parallel|async|worker|pool|sync)/i,
  ),
  row('architecture', /\b(?:architecture|structure|design|organi[sz]ed|big picture|overview|fits? together|layout)\b/i, /^$/),
  row('API', /\b(?:apis?|endpoints?|public interface)\b/i, /(?:^|\/)api(?:\/|\.|$)/i),
  row('command line', /\b(?:cli|command[- ]line|commands|terminal|arguments)\b/i, /(?:cli|cmd|command|args)/i),
  row('dependencies', /\b(?:dependenc(?:y|ies)|libraries it uses|third[- ]party)\b/i, /^$/),
  row('history', /\b(?:history|evolution|evolved|origins?|how it came|changed over|past)\b/i, /^$/),
  row('plugins', /\b(?:plugins?|extensions?|extensib\w+|hooks?|addons?)\b/i, /(?:plugin|extension|addon|hooks?)/i),
  row('state management', /\b(?:state management|store|stores|reducers?)\b/i, /(?:store|state|reducer)/i),
  row('rendering', /\b(?:render|rendering|renderer|views?|templates?|templating)\b/i, /(?:render|view|template)/i),
  row('parsing', /\b(?:pars(?:e|er|ers|ing)|lexer|tokeni[sz]er|grammar|syntax)\b/i, /(?:parse|lexer|token|grammar|syntax)/i),
  row('compilation', /\b(?:compil(?:e|er|ers|ation|ing)|codegen|transpil\w+|bundl\w+)\b/i, /(?:compil|codegen|bundl|transform)/i),
  row('caching', /\bcach(?:e|es|ing)\b/i, /cache/i),
  row('logging', /\b(?:logs?|logging|logger|tracing|telemetry|metrics)\b/i, /(?:log|trace|telemetry|metric)/i),
  row('networking', /\b(?:network\w*|sockets?|http|websockets?|protocols?|connections?)\b/i, /(?:net|socket|http|protocol|connection|transport)/i),
  row('serialization', /\b(?:seriali[sz]\w+|json|encod\w+|decod\w+|marshal\w*)\b/i, /(?:serializ|json|encod|decod|marshal)/i),
  row('build', /\b(?:build|builds|building|ci|continuous integration|deploy\w*|release process|packag\w+)\b/i, /(?:build|\.github|deploy|release|docker)/i),
  row('types', /\b(?:types|type system|typings|generics)\b/i, /types?(?:\.|\/)/i),
  row('search', /\b(?:search|searching|matching|index|indexing)\b/i, /(?:search|match|index)/i),
  row('events', /\b(?:events?|emitters?|signals?|messaging|queues?)\b/i, /(?:event|signal|queue|emitter|message)/i),
  row('components', /\b(?:components?|widgets?|ui)\b/i, /(?:component|widget|\bui\b)/i),
]
