// Names, links and attributes of a tree: what is harmless as data and dangerous as a path on a disk.
import type { HostileRepository } from './hostile-repository.ts'
import { file, link, withEntries, withFiles } from './ordinary.ts'

const run = (proof: string): string => `#!/bin/sh\ntouch '${proof}'\n`

export const names: readonly HostileRepository[] = [
  {
    name: 'links to absolute paths and devices',
    outcome: 'story',
    make: withEntries((writer, { outsideFile }) =>
      ['/etc/passwd', '/dev/zero', '/proc/self/environ', outsideFile].map((target, index) => link(writer, `link${index}.js`, target)),
    ),
  },
  {
    name: 'links that climb out with ..',
    outcome: 'story',
    make: withEntries((writer, { outsideFile }) => [
      link(writer, 'a.js', `${'../'.repeat(30)}${outsideFile.slice(1)}`),
      link(writer, 'b.md', 'src/../../../etc/passwd'),
      link(writer, 'c', '..'),
    ]),
  },
  {
    name: 'links to folders outside and to themselves',
    outcome: 'story',
    make: withEntries((writer) => [link(writer, 'docs', '/root'), link(writer, 'lib', '/'), link(writer, 'loop', 'loop'), link(writer, 'here', '.')]),
  },
  {
    name: 'entries called .., ., .git and ~',
    outcome: 'story',
    make: withEntries((writer, { proofOfExecution }) => [
      file(writer, '.'),
      file(writer, '..'),
      file(writer, '.git', 'gitdir: /etc'),
      file(writer, 'GIT~1', run(proofOfExecution)),
      file(writer, '~'),
    ]),
  },
  {
    name: 'names with slashes in them, absolute and climbing',
    outcome: 'story',
    make: withEntries((writer) => [
      file(writer, '/etc/cron.d/x'),
      file(writer, '../../escape.js'),
      file(writer, 'C:\\Windows\\x.js'),
      file(writer, '\\\\host\\share'),
    ]),
  },
  {
    name: 'a .git folder with hooks and a config in the tree',
    outcome: 'story',
    make: withEntries((writer, { proofOfExecution }) => [
      {
        mode: '40000',
        name: '.git',
        id: writer.files({
          config: `[core]\n\tfsmonitor = ${proofOfExecution}\n`,
          'hooks/post-checkout': run(proofOfExecution),
          HEAD: 'ref: refs/heads/main\n',
        }),
      },
    ]),
  },
  {
    name: 'names with line ends and control characters',
    outcome: 'story',
    make: withEntries((writer) =>
      ['new\nline.js', 'tab\t.js', 'bell\u0007.js', '\u001b[2Jclear.js', 'right\u202etxt.js', 'zero\u200bwidth.js', ' ', '-rf'].map((name) =>
        file(writer, name),
      ),
    ),
  },
  { name: 'a name of 4,000 characters', outcome: 'story', make: withEntries((writer) => [file(writer, `${'n'.repeat(4000)}.js`)]) },
  {
    name: 'names that are no UTF-8',
    outcome: 'story',
    make: withEntries((writer) => [file(writer, Buffer.from([0xff, 0xfe, 0x2e, 0x6a, 0x73])), file(writer, Buffer.from([0x61, 0xc3, 0x2e, 0x6a, 0x73]))]),
  },
  {
    name: 'names that differ in case only, and twice the same',
    outcome: 'story',
    make: withEntries((writer) => [
      ...['readme.md', 'Readme.md', 'ReadMe.MD'].map((name) => file(writer, name, `# ${name}\n`)),
      file(writer, 'same.js', 'exports.a = 1\n'),
      file(writer, 'same.js', 'exports.b = 2\n'),
    ]),
  },
  {
    name: 'submodules with commands for addresses',
    outcome: 'story',
    make: withEntries((writer, { proofOfExecution }) => [
      { mode: '160000', name: 'sub', id: '1'.repeat(40) },
      file(
        writer,
        '.gitmodules',
        `[submodule "sub"]\n\tpath = sub\n\turl = ext::sh -c touch% ${proofOfExecution}\n\tupdate = !touch ${proofOfExecution}\n[submodule "../../x"]\n\tpath = -u./x\n\turl = --upload-pack=touch ${proofOfExecution}\n`,
      ),
    ]),
  },
  {
    name: '.gitmodules and .gitattributes that are links',
    outcome: 'story',
    make: withEntries((writer, { outsideFile }) => [link(writer, '.gitmodules', outsideFile), link(writer, '.gitattributes', outsideFile)]),
  },
  {
    name: 'filters, merge drivers and LFS by attribute',
    outcome: 'story',
    make: withFiles({
      '.gitattributes': '* filter=run diff=run merge=run\n*.bin filter=lfs diff=lfs merge=lfs -text\n',
      '.gitconfig': '[filter "run"]\n\tsmudge = touch proof\n\tclean = touch proof\n',
      '.lfsconfig': '[lfs]\n\turl = http://127.0.0.1:1/steal\n',
      'model.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9999999999\n`,
    }),
  },
  {
    name: 'a README and a manifest that are links in a loop',
    outcome: 'story',
    make: withEntries((writer) => [
      link(writer, 'README', 'a'),
      link(writer, 'a', 'b'),
      link(writer, 'b', 'README'),
      link(writer, 'Cargo.toml', 'src/index.js\0/etc/passwd'),
      link(writer, '.mailmap', '/etc/passwd'),
    ]),
  },
]
