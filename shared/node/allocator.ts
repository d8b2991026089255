/**
 * Environment for a process that works in bursts: glibc then gives large blocks back as soon as they are free, and keeps two
 * arenas instead of eight a core. A worker that has made a story holds half as much afterwards, and is no slower. Read by
 * the allocator when a process starts, so it is for those whom we start; other allocators don't know these names.
 * Source: mallopt(3).
 */
export const allocatorEnvironment: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}
