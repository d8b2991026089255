/** Methods that every collection and every string has: a lone symbol of that name isn't likely what is meant. */
export const everyday: ReadonlySet<string> = new Set(
  (
    'get set has add push pop map filter reduce into_iter iter_mut forEach find some every join split slice concat keys values entries len length size insert remove delete clear clone copy iter next collect ' +
    'into from to_string toString to_owned as_ref as_mut unwrap expect parse ok err is_some is_none is_empty contains replace trim format print println write read close open new default call apply ' +
    'bind then catch test match exec append extend update items startswith endswith encode decode strip lower upper sort first last index count equals hashCode compareTo Error String Len Less Swap ' +
    'setdefault popitem fromkeys getattr reset release acquire wait notify finish flush seek peek handle main load save report parse_args min max abs with_capacity name text value start end init create emit on once off log info debug warn error build run Close Write Read Get Set Add ' +
    'replaceAll replaceFirst toLowerCase toUpperCase substring startsWith endsWith indexOf charAt isEmpty getBytes getOrDefault putIfAbsent computeIfAbsent addAll removeAll containsKey entrySet keySet hasNext nextLine compareToIgnoreCase equalsIgnoreCase astimezone isoformat strftime timestamp'
  ).split(' '),
)
