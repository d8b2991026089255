// Members that collections, streams and strings of a language's own library bear, beyond those of everyday-names.ts. Called
// on something unknown, `matches.Select(…)` is LINQ's, however few types of the project have a `Select` of their own.

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const jvmStreams =
  'stream parallelStream flatMap mapToInt mapToLong mapToDouble mapToObj anyMatch allMatch noneMatch findFirst findAny distinct sorted limit collectingAndThen groupingBy joining toList toArray toMap toSet boxed average ' +
  'orElse orElseGet orElseThrow ifPresent isPresent andThen compose computeIfPresent merge removeIf retainAll containsAll containsValue subList listIterator iterator spliterator descendingIterator ' +
  'addFirst addLast getFirst getLast removeFirst removeLast pollFirst pollLast offer offerFirst offerLast lastIndexOf ensureCapacity trimToSize toCharArray charAt codePointAt intern matches regionMatches strip stripLeading stripTrailing isBlank lines repeat ' +
  'deleteCharAt setLength setCharAt appendCodePoint countDown getAndSet compareAndSet getAndIncrement incrementAndGet getAndUpdate updateAndGet submit invokeAll execute shutdown shutdownNow newLine flush'

const linq =
  'Select SelectMany Where OrderBy OrderByDescending ThenBy ThenByDescending GroupBy GroupJoin Aggregate First FirstOrDefault Last LastOrDefault Single SingleOrDefault ElementAt ElementAtOrDefault Any All Count LongCount Contains ' +
  'Concat Distinct DistinctBy Except Intersect Union Reverse Zip Cast OfType Append Prepend DefaultIfEmpty SequenceEqual Average MaxBy MinBy Chunk SkipWhile TakeWhile SkipLast TakeLast Skip Take ToArray ToList ToDictionary ToHashSet ToLookup AsEnumerable AsQueryable AsParallel ' +
  'ForEach AddRange InsertRange RemoveAll RemoveAt RemoveRange Insert Remove Clear IndexOf LastIndexOf FindAll FindIndex FindLast Exists TrueForAll ConvertAll CopyTo BinarySearch TryGetValue TryAdd TryRemove TryDequeue TryPeek TryTake TryPop GetOrAdd AddOrUpdate ContainsKey ContainsValue Enqueue Dequeue GetEnumerator MoveNext ' +
  'Substring StartsWith EndsWith Replace Split Trim TrimStart TrimEnd PadLeft PadRight ToLower ToUpper ToLowerInvariant ToUpperInvariant ToCharArray ToString Equals GetHashCode GetType CompareTo Format Matches Match IsMatch Slice AsSpan AsMemory ' +
  'AppendLine AppendFormat WriteLine ReadLine ReadToEnd WriteAsync ReadAsync FlushAsync Flush Dispose DisposeAsync Invoke DynamicInvoke BeginInvoke GetAwaiter GetResult ConfigureAwait ContinueWith Cancel GetValueOrDefault GetMethods GetProperties GetCustomAttribute GetCustomAttributes'

const kotlinCollections =
  'mapNotNull mapIndexed mapValues mapKeys flatten filterNot filterNotNull filterIsInstance filterKeys filterValues forEachIndexed onEach associate associateBy associateWith groupBy partition chunked windowed zipWithNext fold foldRight reduceOrNull ' +
  'firstOrNull lastOrNull singleOrNull single getOrNull getOrElse getOrPut elementAt elementAtOrNull indexOfFirst indexOfLast sortBy sortedBy sortedWith sortedByDescending sortDescending reversed asReversed distinctBy sumOf maxOf minOf maxBy minBy maxByOrNull minByOrNull maxOrNull minOrNull ' +
  'takeIf takeUnless takeWhile takeLast dropLast dropWhile plus minus minusAssign plusAssign union intersect subtract none orEmpty ifEmpty ifBlank isNotEmpty isNullOrEmpty isNotBlank isNullOrBlank joinToString joinTo asSequence asIterable asFlow toMutableList toMutableMap toMutableSet toTypedArray toSortedMap withIndex ' +
  'substringBefore substringAfter substringBeforeLast substringAfterLast removePrefix removeSuffix padStart padEnd trimIndent trimMargin lowercase uppercase replaceFirstChar appendLine use useLines readText writeText forEachLine withLock also let with invoke cancel join await launch async'

const swiftCollections =
  'compactMap flatMap forEach firstIndex lastIndex contains allSatisfy enumerated dropFirst dropLast removeFirst removeLast removeAll removeSubrange insert joined prefix suffix reversed shuffled sorted partition zip lazy reserveCapacity ' +
  'formIndex distance index updateValue removeValue mapValues compactMapValues merge merging grouping formUnion union intersection subtracting symmetricDifference isSubset isSuperset isDisjoint hasPrefix hasSuffix lowercased uppercased capitalized components replacingOccurrences trimmingCharacters data write resume suspend cancel sync async advanced'

const rustStandard =
  'sort_by sort_by_key sort_unstable sort_unstable_by dedup dedup_by_key retain drain chunks windows rsplit splitn rsplitn split_at split_off split_whitespace split_once rsplit_once binary_search binary_search_by concat ' +
  'filter_map flat_map take_while skip_while skip peekable enumerate rev zip chain fold scan inspect cloned copied all any position max_by min_by max_by_key min_by_key partition unzip sum product step_by last nth ' +
  'unwrap_or unwrap_or_else unwrap_or_default ok_or ok_or_else map_err map_or map_or_else and_then or_else or_insert or_insert_with or_default as_deref as_deref_mut get_or_insert_with then_some ' +
  'push_str starts_with ends_with strip_prefix strip_suffix trim_start trim_end trim_matches to_lowercase to_uppercase to_ascii_lowercase char_indices chars bytes as_bytes as_str into_bytes into_boxed_str ' +
  'file_name file_stem file_type to_path_buf to_string_lossy with_extension canonicalize read_dir symlink_metadata modified set_extension push_back push_front pop_back pop_front contains_key entry borrow borrow_mut lock try_lock fetch_add load store try_into try_from'

const byLanguage: Readonly<Record<string, ReadonlySet<string>>> = {
  'C#': words(linq),
  Java: words(jvmStreams),
  Kotlin: words(`${jvmStreams} ${kotlinCollections}`),
  Swift: words(swiftCollections),
  Rust: words(rustStandard),
}

/** Does an object of the language's own library have a member of that name? */
export const isOfStandardLibrary = (name: string, language: string): boolean => byLanguage[language]?.has(name) ?? false
