// C and C++: an include is a path below some include folder that only the build knows. Beside the file first, then the
// file whose path ends so, the nearest of several. A header leads on to the source of the same name.
import { folderOf } from '../languages.ts'
import { joinPath } from '../manifests/manifest.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, unresolved } from './resolver.ts'

const standardHeaders =
  /^(?:(?:assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|tgmath|threads|time|uchar|wchar|wctype|unistd|pthread|fcntl|dirent|dlfcn|poll|sched|semaphore|strings|syslog|termios|utime|netdb|grp|pwd|getopt|malloc|memory|ifaddrs|spawn|glob|fnmatch|regex|windows|winsock2|ws2tcpip|io|direct|process|intrin|immintrin|emmintrin|xmmintrin|arm_neon|alloca|execinfo|endian|byteswap|features|libgen|langinfo|ucontext|xlocale)\.h|(?:sys|net|netinet|arpa|linux|mach|asm|libkern|bits|experimental)\/[\w./-]+|[a-z_\d]+)$/

export const createCResolver: CreateResolver = ({ paths }) => {
  const byName = new Map<string, string[]>()
  for (const path of paths) if (/\.(?:h|hh|hpp|hxx|inl|ipp|inc|c|cc|cpp|cu|cuh)$/.test(path)) pushTo(byName, path.slice(path.lastIndexOf('/') + 1), path)
  return (file, raw) => {
    const beside = joinPath(folderOf(file.path), raw.target)
    if (beside !== null && paths.has(beside)) return inside([beside])
    const ending = raw.target.replace(/^(?:\.\.?\/)+/, '')
    const found = (byName.get(ending.slice(ending.lastIndexOf('/') + 1)) ?? []).filter((path) => path === ending || path.endsWith(`/${ending}`))
    if (found.length > 0) return inside([found.reduce((best, path) => (nearness(path, file.path) > nearness(best, file.path) ? path : best))])
    if (raw.form === 'system' || standardHeaders.test(raw.target)) return outside(raw.target.split('/')[0] ?? raw.target, standardHeaders.test(raw.target))
    return unresolved
  }
}

/** The includer needs its header; through the header everybody needs the file that implements it. */
export const createCNeighbours: CreateNeighbours = ({ paths }) => {
  const sources = new Map<string, string[]>()
  for (const path of paths) if (/\.(?:c|cc|cpp|cxx|m|mm)$/.test(path)) pushTo(sources, stem(path), path)
  return (file) => (/\.(?:h|hh|hpp|hxx)$/.test(file.path) ? (sources.get(stem(file.path)) ?? []).slice(0, 2) : [])
}

const stem = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')

const nearness = (a: string, b: string): number => {
  const left = a.split('/')
  const right = b.split('/')
  let shared = 0
  while (shared < left.length && left[shared] === right[shared]) shared += 1
  return shared - left.length / 100
}
