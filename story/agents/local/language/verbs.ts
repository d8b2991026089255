// English verbs as code comments use them: enough to turn "Return the body" into "returns the body". A word that is not
// here is not conjugated; a sentence that would need it is told in another way or not at all.

const bases =
  `abort accept access accumulate acquire activate adapt add adjust advance aggregate align allocate allow analyze append apply approximate arrange assemble assert assign associate attach attempt authenticate authorize await
begin bind block bootstrap broadcast buffer build bundle bypass cache calculate call cancel capture cast catch change check choose clamp classify clean clear clone close coerce collapse collect combine commit compare compile
complete compose compress compute concatenate conform configure confirm connect consume construct contain continue control convert copy count cover create customize cut deactivate debounce decide declare decode decompress decorate decrease decrement
define delay delegate delete deliver derive describe deserialize destroy detach detect determine disable discard disconnect dispatch display dispose divide do download drain draw drop dump duplicate edit emit enable encapsulate encode encrypt end enforce
enqueue ensure enter enumerate erase escape establish estimate evaluate examine exchange exclude execute exit expand expect explain expose extend extract fail fall fetch fill filter finalize find finish fire fix flag flatten flip flush follow
force fork format forward free freeze generate get give go grab grant group grow guarantee guard guess handle hash help hide hold hook identify ignore implement import include increase increment indent index indicate infer inform inherit init initialise initialize inject
insert inspect install instantiate instruct interpret intercept introduce invalidate invoke issue iterate join keep know launch lead leave let lex limit link list listen load locate lock log look lower maintain make manage map mark mask match materialize mean measure memoize
merge migrate mimic mirror mix model modify monitor mount move mutate name narrow navigate negate normalise normalize notify obtain offer open optimise optimize order output overload override overwrite own pack pad paint parse partition pass patch pause peek perform persist pick pipe place point
poll pop populate post prefetch prepare prepend preserve prevent print process produce prohibit promote propagate protect provide prune publish pull push put query queue quit quote raise randomize reach read rebuild receive recompute reconcile reconnect record recover redirect reduce refer reference
refresh refuse register reject relate release reload rely remove rename render repeat replace replay reply report represent request require reset resize resolve respond restart restore restrict resume retrieve retry return reuse reveal reverse revert rewind rewrite roll rotate round route run sample
sanitize satisfy save scale scan schedule scroll search seek select send separate serialize serve set setup shift show shut shutdown shuffle shrink sign signal simplify simulate skip sleep slice snapshot solve sort spawn specify spin split spread stage start stop store stream stringify strip
subscribe substitute subtract sum supply support suppress suspend swap switch sync synchronize take tell terminate test throttle throw time toggle tokenize track transfer transform translate traverse treat trigger trim truncate try turn tweak unbind unescape uninstall unlock
avoid annotate bring break correct dedupe deduplicate deny depend deserialise embed emulate enrich evict expire gather integrate interpolate invert kill manipulate mitigate permit permute prefer preload probe prove purge reap recycle redact redraw relay
relocate remap remember reorder respect retain sanitise scrape serialise suggest supervise teach tokenise unify unlink unroll unwind vary wake widen unmount unpack unregister unset unsubscribe unwrap update upgrade upload use validate verify visit wait walk warn watch wire work wrap write yield zip`
    .split(/\s+/)
    .filter((word) => word !== '')

const irregular: Readonly<Record<string, string>> = { be: 'is', have: 'has', do: 'does', go: 'goes' }

/** Whatever ends so is a verb, known or not: "colorize", "prettify". */
const isMadeVerb = (word: string): boolean => /^[a-z]{3,}(?:ize|ify)$/.test(word) && !/^(?:prize|resize)$/.test(word)

export const thirdPerson = (base: string): string => {
  const known = irregular[base]
  if (known !== undefined) return known
  if (/(?:s|x|z|ch|sh)$/.test(base)) return `${base}es`
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`
  return `${base}s`
}

// Most of them can be done again.
const again = bases.filter((base) => !base.startsWith('re') && base.length > 3).map((base) => `re${base}`)
const toThirdPerson: ReadonlyMap<string, string> = new Map([...bases, ...again, 'rehydrate', 'hydrate', 'do', 'have'].map((base) => [base, thirdPerson(base)]))
const thirdPersonForms: ReadonlySet<string> = new Set(toThirdPerson.values())
// As the first word of a comment these are as often a noun or an adjective: "Log level", "Open files", "Set of names".
const nounsToo: ReadonlySet<string> = new Set(
  `access block buffer bundle cache call catch change check clean clear clone close complete control copy count cover cut delay display dump end exit fix flag fork format forward free group guard guess hash help hook import index issue
join keep limit link list lock log look map mark mask match model mount name open order output override pad patch pipe place point poll post process promote prune query queue quote record reference refresh release reply report request reset result reverse
roll round route run sample scale schedule search separate set setup shift show sign signal sleep slice snapshot sort split spread stage start stop store stream sum supply support switch test time track transfer trigger turn update upgrade use visit wait walk watch wire work wrap zip`.split(
    /\s+/,
  ),
)
const nounPlurals: ReadonlySet<string> = new Set(
  [...nounsToo].map(thirdPerson).concat('uses', 'handles', 'values', 'needs', 'tests', 'starts', 'updates', 'requests'),
)
// Of these, what a function's comment begins with is an order all the same: "Set header field", "Check arguments".
const ordersOfFunctions: ReadonlySet<string> = new Set(
  `call change check clean clear close copy cut delay display dump fix fork free guard hide import join keep limit link list lock map mark match open pad patch pipe place post process prune push query quote refresh release report reset reverse route run scan schedule search separate set show sign slice sort split start stop store stream switch track transfer trigger trim turn update upgrade use visit wait walk watch wrap`.split(
    ' ',
  ),
)
const nounNext =
  /^(?:of|for|to|from|in|on|that|which|with|is|are|function|functions|method|handler|handlers|helper|helpers|callback|object|class|type|value|wrapper|routine|utility|options?|level|name|mode|rule|key|id)$/i
const determiner =
  /^(?:a|an|the|this|that|these|those|it|its|them|their|all|any|each|every|no|one|some|whether|if|how|what|which|when|where|up|down|out|off|on|to|from|into|for|with|as|back|both|new|only)$/i

/** A third person that no noun's plural looks like: "contains", not "calls". */
export const isVerbOnly = (word: string): boolean => thirdPersonForms.has(word) && !nounPlurals.has(word)

export const isThirdPerson = (word: string): boolean => thirdPersonForms.has(word) || word === 'is' || word === 'has'

/** `next` decides for words that are nouns too: "list the files" is an order, "list of files" is a thing. */
export const isOrderOfFunction = (word: string, next: string | undefined): boolean => ordersOfFunctions.has(word) && next !== undefined && !nounNext.test(next)

export const isBaseVerb = (word: string, next: string | undefined, afterNext?: string): boolean =>
  // "Read only access".
  !(word === 'read' && next === 'only') &&
  (isMadeVerb(word) ||
    (toThirdPerson.has(word) && /^(?:and|or)$/.test(next ?? '') && toThirdPerson.has(afterNext ?? '')) ||
    (toThirdPerson.has(word) &&
      (!nounsToo.has(word) || (next !== undefined && determiner.test(next) && next.toLowerCase() !== 'for' && next.toLowerCase() !== 'to'))))

/** "return x and set the y" → "returns x and sets the y": verbs behind and/or/then follow the first when an object follows them. */
export const conjugatePredicate = (predicate: string): string => {
  const words = predicate.split(' ')
  return words
    .map((word, index) => {
      const previous = words[index - 1]?.toLowerCase()
      const bare = word.replace(/,$/, '')
      const tail = word.slice(bare.length)
      if (index === 0) return (toThirdPerson.get(bare.toLowerCase()) ?? (isMadeVerb(bare) ? thirdPerson(bare) : bare)) + tail
      const next = words[index + 1]?.replace(/,$/, '')
      const isIntransitive = next === undefined && /^(?:exit|quit|return|stop|abort|continue|die)$/.test(bare)
      // "Check the shell, process that, then exit early": one order after the other.
      const isListed = previous?.endsWith(',') === true && determiner.test(next ?? '')
      const joined = isListed || previous === 'and' || previous === 'or' || previous === 'then' || previous === 'but' || previous === 'otherwise'
      // Behind "to" the second verb stays as it is: "used to find and open the file".
      const infinitive = words.slice(Math.max(0, index - 8), index).some((before, at, all) => before === 'to' && toThirdPerson.has(all[at + 1] ?? ''))
      if (
        joined &&
        !infinitive &&
        toThirdPerson.has(bare) &&
        (isIntransitive || next !== undefined) &&
        (next === undefined ||
          previous === 'then' ||
          determiner.test(next) ||
          // "and support X-Forwarded-Host": a name behind it is its object.
          /^[A-Z"]/.test(next) ||
          (/^(?:and|or)$/.test(next) && toThirdPerson.has(words[index + 2] ?? '')) ||
          (!nounsToo.has(bare) && !/^(?:of|is|are|in|on)$/.test(next)))
      )
        return (toThirdPerson.get(bare) ?? bare) + tail
      return word
    })
    .join(' ')
}
