import { expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const followed = ({ call_paths: [path] }: RepositoryFacts) => path?.entry.symbol

it('follows an extension of somebody else’s type, whatever the README calls the object', async () => {
  const facts = await analyzeFiles({
    'Till.csproj': '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Till</PackageId></PropertyGroup></Project>',
    'README.md': '# Till\n\n```csharp\nvar coins = connection.Count<Coin>("all");\nvar more = connection.Count<Coin>("new");\n```\n',
    'Counter.cs':
      'public static class Counter {\n  public static int Count<T>(this IDbConnection connection, string which) { return Sum(which); }\n  static int Sum(string which) { return Read(which) + 1; }\n  static int Read(string which) { return 1; }\n}\n',
    'Desk.cs':
      'public class Desk {\n  public int Open(string which) { return Lift(which); }\n  int Lift(string which) { return Turn(which); }\n  int Turn(string which) { return Hold(which); }\n  int Hold(string which) { return 1; }\n}\n',
  })
  expect(followed(facts)).toBe('Counter.Count')
})

it('follows what a thing is made for, and neither its maker nor the maker of that', async () => {
  const facts = await analyzeFiles({
    'pom.xml': '<project><groupId>shop</groupId><artifactId>till</artifactId><version>1</version></project>',
    'README.md': '# till\n\n```java\nReceipt receipt = Receipt.receiptBuilder("a").add("b").build();\nreceipt.writeTo(System.out);\n```\n',
    'src/main/java/shop/Receipt.java': `package shop;
public class Receipt {
  public static Builder receiptBuilder(String name) { checkName(name); checkLength(name); return new Builder(); }
  private static void checkName(String name) { }
  private static void checkLength(String name) { }
  public void writeTo(Appendable out) { head(out); foot(out); }
  private void head(Appendable out) { line(out); }
  private void foot(Appendable out) { line(out); }
  private void line(Appendable out) { }
  public static class Builder {
    public Builder add(String text) { return this; }
    public Receipt build() { checkAll(); count(); return new Receipt(); }
    private void checkAll() { }
    private void count() { }
  }
}
`,
  })
  expect(followed(facts)).toBe('Receipt.writeTo')
})

it('tells a call where it is made in any case, and not in the branch that leaves before', async () => {
  const facts = await analyzeFiles({
    'go.mod': 'module example.org/till\n',
    'main.go':
      'package main\n\nfunc main() {\n\tif asked() {\n\t\tprepare()\n\t\treturn\n\t}\n\tread()\n\tprepare()\n\tsell()\n}\n\nfunc asked() bool {\n\treturn false\n}\n\nfunc read() {}\n\nfunc prepare() {}\n\nfunc sell() {}\n',
  })
  expect(facts.call_paths[0]?.steps.map(({ symbol, called_from: from }) => [symbol, from?.start_line ?? null])).toEqual([
    ['main', null],
    ['asked', 4],
    ['read', 8],
    ['prepare', 9],
    ['sell', 10],
  ])
})
