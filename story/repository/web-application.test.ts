// A web application as its frameworks lay it out: what is easily taken for something else in it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import { folderOf, type TestFolder } from '../../test/support/folder-of.ts'
import { analyzeSnapshot } from './analyze-snapshot.ts'
import { openSnapshots } from './open-snapshot.ts'

const main = 'src/main/java/org/acme/samples/clinic'
const test = 'src/test/java/org/acme/samples/clinic'
const packaged = (text: string) => `package org.acme.samples.clinic;\n\n${text}`

let folder: TestFolder
let facts: RepositoryFacts
beforeAll(async () => {
  folder = await folderOf({ 'pom.xml': '<project>\n  <groupId>org.acme</groupId>\n  <artifactId>clinic</artifactId>\n</project>\n' })
  await folder.commit('Begin on a new root', '2013-01-09T00:00:00Z')
  for (const [at, subject] of ['Begin for the first time', 'Go on', 'And on'].entries()) await folder.commit(subject, `2009-05-0${at + 5}T00:00:00Z`)
  await folder.write({
    [`${main}/Clinic.java`]: packaged('public class Clinic {\n    public static void main(String[] args) {\n        System.out.println(1);\n    }\n}\n'),
    [`${main}/PetController.java`]: packaged(
      '@Controller\n@RequestMapping("/owners/{ownerId}")\nclass PetController {\n\n    @GetMapping("/pets/new")\n    public String create() {\n        return "pet";\n    }\n}\n',
    ),
    [`${test}/PetControllerTests.java`]: packaged(
      'import org.junit.jupiter.api.Test;\n\nclass PetControllerTests {\n    @Test\n    void creates() {\n        new PetController().create();\n    }\n}\n',
    ),
    'src/main/resources/clinic.css': '.pet {\n  color: red;\n}\n'.repeat(200),
  })
  await folder.commit('Build the clinic', '2014-01-09T00:00:00Z')
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  facts = await analyzeSnapshot(snapshot, raw)
})
afterAll(() => folder.remove())

it('answers at the path of its class and its method together', () => {
  expect(facts.entry_points.flatMap(({ kind, name }) => (kind === 'route' ? [name] : []))).toEqual(['GET /owners/{ownerId}/pets/new'])
})

it('starts in its main function, however much of it is style sheets', () => {
  expect(facts.entry_points.find(({ kind }) => kind === 'main')).toMatchObject({ name: 'Clinic', symbol: 'main' })
})

it('has tests in a package that is called samples', () => {
  expect(facts.tests).toMatchObject({ files: 1, frameworks: [{ name: 'JUnit' }] })
})

it('began with its oldest commits where they were laid on top of a new root', () => {
  expect(facts.history?.first).toMatchObject({ subject: 'Begin for the first time', date: expect.stringMatching(/^2009-05-05/) })
})
