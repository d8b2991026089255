// What a newcomer asks beside how it works, and by which words, headings and pages an answer to it is known.
import type { ExplanationTopic } from '../../shared/analysis.ts'

export interface Question {
  topic: ExplanationTopic
  /** Of the sentence: each that matches gives its points. */
  cues: readonly (readonly [points: number, pattern: RegExp])[]
  /** Must be there, too. */
  needs: RegExp
  /** Of the heading or the page. */
  place: RegExp
}

export const questions: readonly Question[] = [
  {
    topic: 'settings',
    needs: /\b(?:config\w*|options?|settings?|environment|variables?|flags?|arguments?|default\w*|parameters?|timeouts?|limits?)\b/i,
    cues: [
      [
        2,
        /\b(?:takes? precedence|precedence|overrid(?:e|es|den|ing)|ha(?:s|ve) priority|merged? (?:with|together|into)|falls? back to|in that order|wins?)\b/i,
      ],
      [1.5, /\b(?:config(?:uration)? files?|environment variables?|command[- ]line (?:options?|flags?|arguments?)|no (?:global )?config\w*)\b/i],
      [1, /\b(?:by default|defaults? (?:to|is|are|values?|behaviou?r|timeout|level)|default \w+ (?:is|are))\b/i],
      [0.7, /\b(?:can be (?:set|configured|changed|customi[sz]ed|disabled|enabled|passed|adjusted|turned)|is configured|are configured|configures?)\b/i],
    ],
    place: /config|option|setting|environment|default|flag|parameter|customi|timeout|usage/i,
  },
  {
    topic: 'errors',
    needs:
      /\b(?:errors?|exceptions?|failures?|fail(?:s|ed|ing)?|panic\w*|exit\w*|status|timeouts?|NULL|nil|undefined|invalid|missing|[45]\d\d|unsuccessful|disconnect\w*|crash\w*|\w+(?:Error|Exception))\b/i,
    cues: [
      [
        1.5,
        /\b(?:(?:is|are|will be|gets?|be) (?:raised|thrown|returned|rejected|caught|logged|ignored|closed|killed|restarted|set)|raises?|throws?|rejects?|panics?|recovers?|exits? with|retr(?:y|ies|ied|ying)|back(?:s|ing|ed)? off|times? out)\b/i,
      ],
      [
        1,
        /\b(?:exit codes?|unhandled|uncaught|does not exist|on (?:failure|error)|in case of|not successful|when(?:ever)? (?:an?|the) (?:\w+ )?(?:error|exception|request|connection|template|call)|status codes?)\b/i,
      ],
      [1, /\b[45]\d\d\b|\b[245]xx\b|\blevel errors?\b|\bbroken|\bpanic\w*\b|\bunsuccessful\b|\bbackoff\b/i],
      [0.7, /\b(?:by default|handler|handled|handles|catch\w*|subclass\w*|inherit\w*|derive\w*|base (?:class|exception))\b/i],
    ],
    place: /error|exception|fail|panic|retr|timeout|exit|undefined|invalid|disconnect|callback|cluster|signal/i,
  },
  {
    topic: 'tests',
    // A language has tests of its own: "is defined".
    needs:
      /\b(?:testing|mock\w*|fixtures?|coverage|suite|(?:unit|integration|end-to-end|regression|the|our|all|its) tests?|tests? (?:runs?|uses?|are (?:run|written)|files?|cases?|against))\b/i,
    cues: [
      [
        1.5,
        /\btests?\b.*\b(?:runs?|uses?|using|cover\w*|mock\w*|starts?|server|fixtures?|compare\w*|requires?|against|written|in parallel|expected)\b|\bmock\w*\b.*\b(?:transport|handler|server|response|client|time)\w*\b/i,
      ],
      [1, /\b(?:test suite|coverage|integration tests?|unit tests?|end[- ]to[- ]end|regression|snapshot|deterministic|in[- ]memory)\b/i],
    ],
    place: /test|contribut|develop|hack|coverage/i,
  },
  {
    topic: 'reasons',
    needs: /\w/,
    cues: [
      [1.5, /\b(?:by design|deliberate\w*|intentional\w*|on purpose|trade-?offs?|the reason|unlike|under the hood|internally)\b/i],
      [
        1,
        /\b(?:because|instead of|rather than|in order to|so that|avoids?|for performance|never|guarantees?|only once|lazily|at compile time|ahead of time|hand-?written)\b/i,
      ],
      [
        1,
        /\b(?:thread[- ]safe|zero[- ](?:copy|alloc\w*|dependenc\w*)|generated (?:by|from)|no (?:reflection|annotations|magic)|single[- ]threaded|immutable|untrusted|sandbox\w*|string(?:s)? concatenat\w*|cache[sd]?|linked lists?)\b/i,
      ],
    ],
    place:
      /design|why|philosoph|architect|internal|how|goal|principle|perform|concept|overview|sandbox|secur|caveat|limit|thread|concurren|memory|safety|about|behaviou?r|style|stable|stability/i,
  },
]
