import { describe, expect, it } from 'vitest'
import { findManifestReader } from './readers.ts'

const read = (file: string, text: string) => {
  const manifest = findManifestReader(file)?.(file, text)
  if (manifest == null) throw new Error(`${file} told nothing`)
  return { name: manifest.name, needs: manifest.dependencies.map(({ name, version, scope, line }) => [name, version, scope, line]), manifest }
}

describe('a manifest tells what its package needs, with the line', () => {
  it('in package.json', () => {
    const { name, needs, manifest } = read(
      'a/package.json',
      '{\n  "name": "shop",\n  "bin": { "shop": "./cli.js" },\n  "exports": { ".": { "import": "./dist/index.js" } },\n  "peerDependencies": { "react": ">=18" },\n  "dependencies": {\n    "zod": "^4.0.0"\n  },\n  "devDependencies": {\n    "vitest": "5.0.0"\n  }\n}\n',
    )
    expect(name).toBe('shop')
    expect(needs).toEqual([
      ['zod', '^4.0.0', 'runtime', 7],
      ['react', '>=18', 'peer', 5],
      ['vitest', '5.0.0', 'development', 10],
    ])
    expect(manifest.entries.map(({ kind, target, line }) => [kind, target, line])).toEqual([
      ['bin', './cli.js', 3],
      ['library', './dist/index.js', 4],
    ])
  })

  it('in Cargo.toml, also from sections of their own and over several lines', () => {
    const { needs, manifest } = read(
      'Cargo.toml',
      '[package]\nname = "rg" # the name\nversion = "1.2.3"\ndescription = """\nSearches \\\nfiles.\n"""\n\n[[bin]]\nname = "rg"\npath = "src/cli.rs"\n\n[dependencies]\nlog = "0.4"\nserde = { version = "1", optional = true }\n\n[dependencies.regex]\nversion = "1.10"\n\n[target.\'cfg(unix)\'.dev-dependencies]\nlibc = "0.2"\n\n[workspace]\nmembers = [\n  "crates/a",\n  "crates/b",\n]\n',
    )
    expect(needs).toEqual([
      ['log', '0.4', 'runtime', 14],
      ['serde', '1', 'optional', 15],
      ['regex', '1.10', 'runtime', 17],
      ['libc', '0.2', 'development', 21],
    ])
    expect(manifest.description).toEqual({ text: 'Searches files.', line: 4 })
    expect(manifest.workspaces).toEqual(['crates/a', 'crates/b'])
    expect(manifest.entries.find(({ kind }) => kind === 'bin')?.target).toBe('src/cli.rs')
  })

  it.each([
    [
      'pyproject.toml',
      '[project]\nname = "shop"\ndependencies = [\n  "click>=8.1",\n]\n[dependency-groups]\ndev = ["pytest"]\n',
      [
        ['click', '>=8.1', 'runtime', 4],
        ['pytest', null, 'development', 7],
      ],
    ],
    ['requirements-dev.txt', '# tools\npytest==8.0 # new\n-r other.txt\n', [['pytest', '==8.0', 'development', 2]]],
    ['setup.py', 'setup(\n  name="shop",\n  install_requires=["requests>=2"],\n)\n', [['requests', '>=2', 'runtime', 3]]],
    [
      'go.mod',
      'module a.com/shop\n\nrequire (\n\tgithub.com/x/y v1.0.0\n\tgithub.com/z/w v2.0.0 // indirect\n)\n',
      [['github.com/x/y', 'v1.0.0', 'runtime', 4]],
    ],
    [
      'pom.xml',
      '<project>\n<artifactId>shop</artifactId>\n<dependencies>\n<dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4</version><scope>test</scope></dependency>\n</dependencies>\n</project>\n',
      [['junit', '4', 'development', 4]],
    ],
    [
      'app/build.gradle.kts',
      'dependencies {\n  implementation("com.x:core:1.0")\n  testImplementation("junit:junit:4")\n}\n',
      [
        ['core', '1.0', 'runtime', 2],
        ['junit', '4', 'development', 3],
      ],
    ],
    [
      'Shop.csproj',
      '<Project>\n<ItemGroup>\n<PackageReference Include="Serilog" Version="3.0" />\n</ItemGroup>\n</Project>\n',
      [['Serilog', '3.0', 'runtime', 3]],
    ],
    [
      'shop.gemspec',
      'Gem::Specification.new do |s|\n  s.name = "shop"\n  s.add_dependency "rack", "~> 3"\n  s.add_development_dependency "rspec"\nend\n',
      [
        ['rack', '~> 3', 'runtime', 3],
        ['rspec', null, 'development', 4],
      ],
    ],
    ['Gemfile', 'source "https://rubygems.org"\ngemspec\ngem "rack"\n', [['rack', null, 'development', 3]]],
    ['composer.json', '{\n "name": "a/b",\n "require": {\n  "php": ">=8",\n  "psr/log": "^3"\n }\n}\n', [['psr/log', '^3', 'runtime', 5]]],
    [
      'Package.swift',
      'let package = Package(\n  name: "Shop",\n  dependencies: [\n    .package(url: "https://x/swift-log.git", from: "1.0.0"),\n  ])\n',
      [['swift-log', '1.0.0', 'runtime', 4]],
    ],
    [
      'CMakeLists.txt',
      'cmake_minimum_required(VERSION 3.5)\nproject(SHOP VERSION 1.2 LANGUAGES CXX)\nfind_package(Threads REQUIRED)\n',
      [['Threads', null, 'runtime', 3]],
    ],
  ])('in %s', (file, text, needs) => {
    expect(read(file, text).needs).toEqual(needs)
  })

  it.each([
    ['pyproject.toml', '[project]\nname = "shop"\ndependencies = ["click", "tomli>=1; python_version < \'3.11\'"]\n', [undefined, "python_version < '3.11'"]],
    ['Cargo.toml', '[package]\nname = "shop"\n[dependencies]\nlog = "1"\n[target.\'cfg(windows)\'.dependencies]\nwinapi = "1"\n', [undefined, 'cfg(windows)']],
    [
      'Shop.csproj',
      '<Project>\n<ItemGroup>\n<PackageReference Include="A" Version="1" />\n</ItemGroup>\n<ItemGroup Condition="\'$(TargetFramework)\' == \'net462\'">\n<PackageReference Include="B" Version="1" />\n</ItemGroup>\n</Project>\n',
      [undefined, "'$(TargetFramework)' == 'net462'"],
    ],
  ])('in %s, with the condition under which alone it is needed', (file, text, conditions) => {
    expect(read(file, text).manifest.dependencies.map(({ condition }) => condition)).toEqual(conditions)
  })

  it('apart from those of tests, and with the other projects of the build, in a Gradle script of several platforms', () => {
    const text =
      'kotlin {\n  sourceSets {\n    commonMain {\n      dependencies {\n        api(projects.tillCore)\n        api("com.x:core:1.0")\n      }\n    }\n    val jvmTest by getting {\n      dependencies {\n        implementation(libs.junit)\n        implementation(project(":trial"))\n      }\n    }\n  }\n}\n'
    const { needs, manifest } = read('app/build.gradle.kts', text)
    expect(needs.map(([name, , scope]) => [name, scope])).toEqual([
      ['core', 'runtime'],
      ['junit', 'development'],
    ])
    expect(manifest.references).toEqual(['tillCore'])
  })

  it('and what Cargo calls optional is so, whatever else its section says', () => {
    const text = '[package]\nname = "shop"\n[dependencies.gix]\nversion = "1"\noptional = true\ndefault-features = false\n[dependencies.log]\nversion = "2"\n'
    expect(read('Cargo.toml', text).needs.map(([name, version, scope]) => [name, version, scope])).toEqual([
      ['gix', '1', 'optional'],
      ['log', '2', 'runtime'],
    ])
  })

  it('and calls optional what only an option of the build, or a module, has need of', () => {
    const cmake = 'project(SHOP)\nif(ENABLE_SSL)\n  find_package(OpenSSL REQUIRED)\nendif()\nfind_package(Threads REQUIRED)\n'
    expect(read('CMakeLists.txt', cmake).needs.map(([name, , scope]) => [name, scope])).toEqual([
      ['OpenSSL', 'optional'],
      ['Threads', 'runtime'],
    ])
    const dependency = (name: string, more = '') => `<dependency><groupId>g</groupId><artifactId>${name}</artifactId>${more}</dependency>\n`
    const pom = `<project>\n<artifactId>shop</artifactId>\n<dependencyManagement><dependencies>${dependency('jetty')}</dependencies></dependencyManagement>\n<dependencies>${dependency('slf4j')}${dependency('jackson', '<optional>true</optional>')}</dependencies>\n</project>\n`
    expect(read('pom.xml', pom).needs.map(([name, , scope]) => [name, scope])).toEqual([
      ['slf4j', 'runtime'],
      ['jackson', 'optional'],
    ])
  })

  it('of a gem, with its programs', () => {
    const text = 'Gem::Specification.new do |s|\n  s.name = "shop"\n  s.executables = ["shop", "shopctl"]\nend\n'
    expect(findManifestReader('shop.gemspec')?.('shop.gemspec', text)?.entries.map(({ kind, name, target }) => [kind, name, target])).toEqual([
      ['bin', 'shop', 'bin/shop'],
      ['bin', 'shopctl', 'bin/shopctl'],
    ])
  })

  it('and a broken one tells nothing instead of ending the analysis', () => {
    expect(findManifestReader('package.json')?.('package.json', '{ "name": ')).toBeNull()
  })
})

it('counts what some users need for theirs, though its makers list it for themselves as well', () => {
  const text =
    '[dependency-groups]\ndev = ["cryptography>=3", "pytest"]\n\n[project]\nname = "till"\n\n[project.optional-dependencies]\ncrypto = ["cryptography>=3"]\n'
  expect(read('pyproject.toml', text).manifest.dependencies.map(({ name, scope }) => [name, scope])).toEqual([
    ['pytest', 'development'],
    ['cryptography', 'optional'],
  ])
})
