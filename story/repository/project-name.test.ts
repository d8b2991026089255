import { expect, it } from 'vitest'
import { findProjectName } from './project-name.ts'

const manifest = (name: string | null, folder = '') => ({ name, folder })

it('calls a repository with an address by that address', () => {
  expect(findProjectName('acme/till', [manifest('shop')])).toBe('till')
})

it('calls a folder what its manifest says, whatever the folder is called', () => {
  expect(findProjectName('repo', [manifest('github.com/acme/picoshare/v2')])).toBe('picoshare')
  expect(findProjectName('src', [manifest('@acme/till')])).toBe('till')
  expect(findProjectName('checkout-2', [manifest('org.acme:till')])).toBe('till')
  expect(findProjectName('checkout', [manifest('till-parent')])).toBe('till')
})

it('believes the folder where a manifest agrees with it, names a place, or lies further down', () => {
  expect(findProjectName('Till', [manifest('docs-tools'), manifest('till')])).toBe('till')
  expect(findProjectName('till', [manifest('Till2')])).toBe('till')
  expect(findProjectName('till', [manifest('root'), manifest(null), manifest('lamp', 'packages/lamp')])).toBe('till')
})

it('calls a workspace without a name of its own after the member that most of the others are called after', () => {
  const members = [manifest('till', 'till'), manifest('till-core', 'till-core'), manifest('till-macros', 'till-macros'), manifest('example-till', 'examples/a')]
  expect(findProjectName('repo', members)).toBe('till')
  expect(findProjectName('repo', [manifest('till', 'till'), manifest('lamp', 'lamp'), manifest('lamp-shade', 'shade')])).toBe('repo')
})
