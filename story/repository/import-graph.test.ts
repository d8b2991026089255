import { afterEach, describe, expect, it } from 'vitest'
import { folderOf, type TestFolder } from '../../test/support/folder-of.ts'
import { openRawFolderSnapshot } from './folder-snapshot.ts'
import { createHand } from './hands.ts'
import { buildImportGraph } from './import-graph.ts'
import { scanRepository } from './scan-repository.ts'

let folder: TestFolder | undefined
afterEach(async () => folder?.remove())

/** `from → to` for every edge, and the names of what lies outside. */
const graphOf = async (files: Record<string, string>) => {
  folder = await folderOf(files)
  const { repository } = await scanRepository(await openRawFolderSnapshot(folder.path), [createHand()])
  const graph = buildImportGraph(repository, () => true)
  return { edges: [...graph.edgesFrom.values()].flat().map(({ from, to }) => `${from} → ${to}`), externals: [...graph.externals.keys()].sort(), graph }
}

describe('imports lead where their ecosystem says', () => {
  it('in TypeScript by guessed endings, tsconfig paths, package imports and packages of the workspace', async () => {
    const { edges, externals, graph } = await graphOf({
      'package.json': '{"name":"root","private":true,"workspaces":["packages/*"]}',
      'packages/core/package.json': '{"name":"@acme/core","exports":{".":"./dist/index.js","./parse":"./dist/parse.js"}}',
      'packages/core/src/index.ts': "export * from './parse.js'\n",
      'packages/core/src/parse.ts': 'export const parse = () => 1\n',
      'packages/app/package.json': '{"name":"@acme/app","imports":{"#inner/*":"./src/inner/*.ts"},"dependencies":{"zod":"4","@acme/core":"*"}}',
      'packages/app/tsconfig.json': '{ // comment\n "compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"]}},}',
      'packages/app/src/main.ts':
        "import fs from 'node:fs'\nimport { z } from 'zod'\nimport { parse } from '@acme/core/parse'\nimport core from '@acme/core'\nimport x from '@/view'\nimport y from '#inner/deep'\nconst w = require('./view/widget')\n/*\nimport gone from './not-there'\n*/\nimport nowhere from './missing'\n",
      'packages/app/src/view/index.tsx': 'export default 1\n',
      'packages/app/src/view/widget.js': 'module.exports = 1\n',
      'packages/app/src/inner/deep.ts': 'export default 1\n',
    })
    expect(edges).toEqual([
      'packages/app/src/main.ts → packages/core/src/parse.ts',
      'packages/app/src/main.ts → packages/core/src/index.ts',
      'packages/app/src/main.ts → packages/app/src/view/index.tsx',
      'packages/app/src/main.ts → packages/app/src/inner/deep.ts',
      'packages/app/src/main.ts → packages/app/src/view/widget.js',
      'packages/core/src/index.ts → packages/core/src/parse.ts',
    ])
    expect(externals).toEqual(['node:fs', 'zod'])
    expect(graph.imports - graph.importsResolved).toBe(1)
  })

  it('in PHP by a name relative to the namespace, and in Go by what stands behind the name of the package', async () => {
    const php = await graphOf({
      'src/Shop.php': "<?php\nnamespace Till;\n\nclass Shop { function open() { return new Drawer\\Wide('Drawer\\\\Small'); } }\n",
      'src/Drawer/Wide.php': '<?php\nnamespace Till\\Drawer;\n\nclass Wide {}\n',
      'src/Drawer/Small.php': '<?php\nnamespace Till\\Drawer;\n\nclass Small {}\n',
    })
    expect(php.edges).toEqual(['src/Shop.php → src/Drawer/Wide.php'])
    await folder?.remove()
    const go = await graphOf({
      'go.mod': 'module a.com/till\n',
      'till.go': 'package till\n\nfunc Get() {}\n',
      'remote.go': 'package till\n\ntype Remote struct{}\n',
      'remote/remote.go': 'package remote\n\nimport "a.com/till"\n\nfunc open(r till.Remote) { r.Get() }\n',
    })
    expect(go.edges).toEqual(['remote/remote.go → remote.go'])
  })

  it('in C# not against what the project files ask for, though a namespace runs across them', async () => {
    const project = (name: string, needs: string) =>
      `<Project><PropertyGroup><PackageId>${name}</PackageId></PropertyGroup><ItemGroup>${needs}</ItemGroup></Project>`
    const { edges } = await graphOf({
      'src/Till.Core/Till.Core.csproj': project('Till.Core', ''),
      'src/Till.Core/Drawer.cs': 'namespace Till;\npublic class Drawer { Shop? of; }\n',
      'src/Till/Till.csproj': project('Till', '<ProjectReference Include="..\\Till.Core\\Till.Core.csproj" />'),
      'src/Till/Shop.cs': 'namespace Till;\npublic class Shop { Drawer drawer; }\n',
    })
    expect(edges).toEqual(['src/Till/Shop.cs → src/Till.Core/Drawer.cs'])
  })

  it('in Kotlin to what all platforms share, where each has its own of that name beside it', async () => {
    const { edges } = await graphOf({
      'till/src/commonMain/kotlin/Drawer.kt': 'package till\nexpect class Drawer\n',
      'till/src/nativeMain/kotlin/Drawer.kt': 'package till\nactual class Drawer\n',
      'till/src/jvmMain/kotlin/Shop.kt': 'package till\nclass Shop(val drawer: Drawer)\n',
    })
    expect(edges).toEqual(['till/src/jvmMain/kotlin/Shop.kt → till/src/commonMain/kotlin/Drawer.kt'])
  })

  it('in Python by package, by dots, and through what an __init__ hands on', async () => {
    const { edges, externals } = await graphOf({
      'src/shop/__init__.py': 'from .cart import Cart as Cart\n',
      'src/shop/cart.py': '"""Use it:\n\n    from shop import nothing\n"""\nfrom . import prices\nfrom ..shop.prices import total\nimport json, requests\n',
      'src/shop/prices.py': 'def total(): pass\n',
      'src/app.py': 'from shop import Cart\nimport shop.prices as p\n',
    })
    expect(edges).toEqual([
      'src/app.py → src/shop/cart.py',
      'src/app.py → src/shop/prices.py',
      'src/shop/__init__.py → src/shop/cart.py',
      'src/shop/cart.py → src/shop/prices.py',
    ])
    expect(externals).toEqual(['json', 'requests'])
  })

  it('in Go by module path, to the files whose names are used, and by name within a package', async () => {
    const { edges, externals } = await graphOf({
      'go.mod': 'module example.com/shop\n\nrequire github.com/x/y v1.2.3\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"example.com/shop/cart"\n\t"github.com/x/y/z"\n)\n\nfunc main() { cart.New(); helper(); fmt.Println(z.Z) }\n',
      'help.go': 'package main\n\nfunc helper() {}\n',
      'cart/cart.go': 'package cart\n\nfunc New() {}\n',
      'cart/other.go': 'package cart\n\nfunc Unused() {}\n',
    })
    expect(edges).toEqual(['main.go → cart/cart.go', 'main.go → help.go'])
    expect(externals).toEqual(['fmt', 'github.com/x/y'])
  })

  it('in Rust by the tree of modules, through re-exports and across the crates of a workspace', async () => {
    const { edges, externals } = await graphOf({
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\nserde = "1"\nshop-core = { path = "core" }\n[workspace]\nmembers = ["core"]\n',
      'src/main.rs':
        'mod view;\nuse shop_core::{Cart, prices::total};\nuse serde::Deserialize;\nuse crate::view::page::Page;\nfn main() { self::view::show() }\n',
      'src/view/mod.rs': 'pub mod page;\n',
      'src/view/page.rs': 'use super::super::nothing;\npub struct Page;\n',
      'core/Cargo.toml': '[package]\nname = "shop-core"\n',
      'core/src/lib.rs': 'mod cart;\npub mod prices;\npub use crate::cart::Cart;\n',
      'core/src/cart.rs': 'use std::fmt;\npub struct Cart;\n',
      'core/src/prices.rs': 'pub fn total() {}\n',
    })
    expect(edges).toContain('src/main.rs → core/src/cart.rs')
    expect(edges).toContain('src/main.rs → core/src/prices.rs')
    expect(edges).toContain('src/main.rs → src/view/page.rs')
    expect(edges).toContain('src/view/mod.rs → src/view/page.rs')
    expect(externals).toEqual(['serde', 'std'])
  })

  it('in Rust before 2018 from the root of the crate, whoever imports', async () => {
    const { edges } = await graphOf({
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\npaper = "1"\n',
      'src/main.rs': 'mod cmd;\nmod till;\nmod paper;\nfn main() {}\n',
      'src/till.rs': 'pub struct Drawer;\n',
      'src/paper.rs': '',
      'src/cmd/mod.rs': 'pub mod open;\n',
      'src/cmd/open.rs': 'use till::Drawer;\nuse paper::Roll;\n',
    })
    expect(edges).toContain('src/cmd/open.rs → src/till.rs')
    expect(edges).not.toContain('src/cmd/open.rs → src/paper.rs')
  })

  it('in Rust takes what an inline module says of the module above it for the file itself', async () => {
    const { edges } = await graphOf({
      'Cargo.toml': '[package]\nname = "shop"\n',
      'src/main.rs': 'mod till;\nmod paper;\nfn main() {}\n',
      'src/till.rs': 'use super::paper;\npub fn open() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n    fn closes() { super::open() }\n}\n',
      'src/paper.rs': 'mod tests {\n    use super::super::till;\n}\n',
    })
    expect(edges.filter((edge) => !edge.startsWith('src/main.rs'))).toEqual(['src/paper.rs → src/till.rs', 'src/till.rs → src/paper.rs'])
  })

  it('in Java, C#, PHP, Ruby, Swift and C by their own rules', async () => {
    const { edges } = await graphOf({
      'j/src/main/java/a/App.java': 'package a;\nimport a.b.Cart;\nclass App { Cart c; Near n; }\n',
      'j/src/main/java/a/Near.java': 'package a;\nclass Near {}\n',
      'j/src/main/java/a/b/Cart.java': 'package a.b;\npublic class Cart {}\n',
      'n/App.cs': 'using Shop.Core;\nnamespace Shop.App;\nclass App { Basket b; }\n',
      'n/Basket.cs': 'namespace Shop.Core;\npublic class Basket {}\n',
      'p/composer.json': '{"name":"x/y","autoload":{"psr-4":{"Shop\\\\":"src/"}}}',
      'p/src/App.php': '<?php\nnamespace Shop;\nuse Shop\\Core\\Till;\nclass App { function f(Till $t) {} }\n',
      'p/src/Core/Till.php': '<?php\nnamespace Shop\\Core;\nclass Till {}\n',
      'r/lib/shop.rb': "require 'shop/bag'\nrequire_relative 'shop/tag'\n",
      'r/lib/shop/bag.rb': 'class Bag\nend\n',
      'r/lib/shop/tag.rb': 'class Tag\nend\n',
      's/Sources/Shop/App.swift': 'import Foundation\nstruct App { let d: Drawer }\n',
      's/Sources/Shop/Drawer.swift': 'struct Drawer {}\n',
      'c/src/main.c': '#include "shop/list.h"\n#include <stdio.h>\nint main(void) { return 0; }\n',
      'c/include/shop/list.h': 'int list(void);\n',
      'c/src/list.c': 'int list(void) { return 0; }\n',
    })
    expect(edges.toSorted()).toEqual([
      'c/include/shop/list.h → c/src/list.c',
      'c/src/main.c → c/include/shop/list.h',
      'j/src/main/java/a/App.java → j/src/main/java/a/Near.java',
      'j/src/main/java/a/App.java → j/src/main/java/a/b/Cart.java',
      'n/App.cs → n/Basket.cs',
      'p/src/App.php → p/src/Core/Till.php',
      'r/lib/shop.rb → r/lib/shop/bag.rb',
      'r/lib/shop.rb → r/lib/shop/tag.rb',
      's/Sources/Shop/App.swift → s/Sources/Shop/Drawer.swift',
    ])
  })
})
