// Python's packages: every file has one dotted name from the folder above its topmost package. `from a import b` is b's
// module where b is one, and where a's __init__ only hands b on, the module that b comes from.
import { folderOf } from '../languages.ts'
import { type CreateResolver, inside, outside, pushTo, type ScannedFile, unresolved } from './resolver.ts'

// sys.stdlib_module_names of Python 3.13, without the private ones.
const standardModules = new Set(
  (
    'abc aifc annotationlib antigravity argparse array ast asyncio atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections ' +
    'colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum ' +
    'errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib ' +
    'imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing ' +
    'netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint ' +
    'profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil ' +
    'signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig ' +
    'syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing ' +
    'unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo __future__ __main__'
  ).split(' '),
)

export const createPythonResolver: CreateResolver = ({ files, paths }) => {
  const modules = new Map<string, string[]>()
  const nameOf = new Map<string, string>()
  for (const file of files.values()) {
    if (file.language !== 'Python') continue
    const name = moduleName(file.path, paths)
    nameOf.set(file.path, name)
    pushTo(modules, name, file.path)
  }
  /** The nearest of several files of one name: an example's `app` isn't the package's. */
  const find = (name: string, near: string): string | null => {
    const candidates = modules.get(name)
    if (candidates === undefined) return null
    return candidates.reduce((best, path) => (sharedPrefix(path, near) > sharedPrefix(best, near) ? path : best))
  }
  const absolute = (file: ScannedFile, target: string): string => {
    const dots = /^\.*/.exec(target)?.[0].length ?? 0
    if (dots === 0) return target
    const own = (nameOf.get(file.path) ?? '').split('.')
    const packageName = file.path.endsWith('__init__.py') ? own : own.slice(0, -1)
    return [...packageName.slice(0, packageName.length - (dots - 1)), ...target.slice(dots).split('.')].filter((part) => part !== '').join('.')
  }
  /** Where a package's __init__ takes a name from, one hop. */
  const findOrigin = (packageFile: string, name: string): string | null => {
    if (!packageFile.endsWith('__init__.py')) return null
    const init = files.get(packageFile)
    if (init === undefined) return null
    for (const raw of init.scan.imports) {
      if (!raw.names?.includes(name)) continue
      const origin = absolute(init, raw.target)
      return find(`${origin}.${name}`, packageFile) ?? find(origin, packageFile)
    }
    return null
  }

  return (file, raw) => {
    const module = absolute(file, raw.target)
    const found = new Set<string>()
    const base = module === '' ? null : find(module, file.path)
    for (const name of raw.names ?? []) {
      const submodule = find(module === '' ? name : `${module}.${name}`, file.path)
      if (submodule !== null) found.add(submodule)
      else if (base !== null) found.add(findOrigin(base, name) ?? base)
    }
    if (base !== null && found.size === 0) found.add(base)
    found.delete(file.path)
    if (found.size > 0) return inside([...found])
    if (base !== null) return inside([])
    // `import a.b.c` where only a.b is a module.
    const parent = module.includes('.') ? find(module.slice(0, module.lastIndexOf('.')), file.path) : null
    if (parent !== null) return inside([parent])
    if (raw.target.startsWith('.')) return unresolved
    const top = module.split('.')[0] ?? ''
    return top === '' ? unresolved : outside(top, standardModules.has(top))
  }
}

const moduleName = (path: string, paths: ReadonlySet<string>): string => {
  const parts = path.replace(/\.pyi?$/, '').split('/')
  let top = folderOf(path)
  while (top !== '' && paths.has(`${top}/__init__.py`)) top = folderOf(top)
  const skipped = top === '' ? 0 : top.split('/').length
  // Without an __init__ a folder may still be a namespace package: then its own name counts from the source root.
  const start = paths.has(`${folderOf(path)}/__init__.py`) || folderOf(path) === '' ? skipped : sourceRootDepth(parts)
  const name = parts.slice(start)
  if (name.at(-1) === '__init__') name.pop()
  return name.join('.')
}

const sourceRootDepth = (parts: readonly string[]): number => {
  const index = parts.lastIndexOf('src')
  return index >= 0 && index < parts.length - 2 ? index + 1 : Math.max(0, parts.length - 1)
}

const sharedPrefix = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
