import { expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { analyzeFiles, linkedCallsOf } from '../../../test/support/analyze-files.ts'

const symbolsOf = ({ call_paths: [path] }: RepositoryFacts) => path?.steps.map(({ symbol, depth }) => `${' '.repeat(depth)}${symbol}`)

it('follows C++ through macros, what a call gives, a list of pointers under another name, and a method that one type fulfils', async () => {
  const facts = await analyzeFiles({
    'README.md': '# till\n\n```cpp\ntill::ring("bell");\n```\n',
    'CMakeLists.txt': 'project(till)\n',
    'include/till.h': `#include "desk.h"
namespace till {
TILL_API desk *main_desk();
template <typename T>
inline void ring(const T &what) { main_desk()->ring(what); }
}
`,
    'include/desk.h': `#include "slot.h"
namespace till {
using slot_ptr = std::shared_ptr<slots::slot>;
class TILL_API desk {
 public:
  void ring(const char *what) { put_(what); }
#ifdef WIDE
  void count(int coins) { put_(coins); }
#endif
 protected:
  std::vector<slot_ptr> slots_;
  void put_(const char *what);
};
}
`,
    'include/slot.h':
      'namespace till { namespace slots {\nclass TILL_API slot {\n public:\n  virtual ~slot() = default;\n  virtual void put(const char *what) = 0;\n};\n}}\n',
    'include/base-slot.h':
      '#include "slot.h"\nnamespace till { namespace slots {\nclass base_slot : public slot {\n public:\n  void put(const char *what) override { lock_and_write(what); }\n  void lock_and_write(const char *what) { size_ = 1; }\n  int size_ = 0;\n};\n}}\n',
    'src/till.cc':
      '#include "till.h"\nnamespace till {\nTILL_INLINE desk *main_desk() {\n  static desk one;\n  return &one;\n}\nvoid desk::put_(const char *what) {\n  TILL_TRY {\n    for (auto &slot : slots_) {\n      slot->put(what);\n    }\n  }\n  TILL_CATCH(what)\n}\n}\n',
  })
  expect(symbolsOf(facts)).toEqual(['ring', ' main_desk', ' desk::ring', '  desk::put_', '   base_slot::put', '    base_slot::lock_and_write'])
})

it('follows Java through loops over typed lists, fields without this, nested builders, and into the overload that does the work', async () => {
  const facts = await analyzeFiles({
    'pom.xml': '<project><groupId>shop</groupId><artifactId>till</artifactId><version>1</version></project>',
    'README.md': '# till\n\n```java\nnew Receipt().writeTo(System.out);\n```\n',
    'src/main/java/shop/Receipt.java': `package shop;
public class Receipt {
  private final List<Item> items = new ArrayList<>();
  private final Paper paper = new Paper();
  public void writeTo(Path folder) { Files.createDirectories(folder); Files.open(folder); Files.sync(folder); Files.close(folder); }
  public void writeTo(Appendable out) {
    for (Item item : items) { item.mark(out); }
    paper.cut();
    Paper.of(out).wide().done();
  }
}
`,
    'src/main/java/shop/Item.java': 'package shop;\nclass Item {\n  void mark(Appendable out) { weigh(); }\n  void weigh() { int grams = 1; }\n}\n',
    'src/main/java/shop/Paper.java':
      'package shop;\nclass Paper {\n  void cut() { int edge = 1; }\n  static Builder of(Appendable out) { return new Builder(); }\n  static class Builder {\n    Builder wide() { return this; }\n    Paper done() { return null; }\n  }\n}\n',
    'src/main/java/shop/Other.java': 'package shop;\nclass Other {\n  static class Builder {\n    Builder wide() { return this; }\n  }\n}\n',
  })
  expect(symbolsOf(facts)?.map((symbol) => symbol.trim())).toEqual([
    'Receipt.writeTo',
    'Item.mark',
    'Item.weigh',
    'Paper.cut',
    'Paper.of',
    'Paper.Builder',
    'Paper.Builder.wide',
    'Paper.Builder.done',
  ])
})

it('follows Kotlin to what a list holds and a functional interface asks for', async () => {
  const facts = await analyzeFiles({
    'build.gradle.kts': 'plugins { kotlin("jvm") }\n',
    'README.md': '# till\n\n```kotlin\nTill().proceed(1)\n```\n',
    'src/main/kotlin/Till.kt':
      'class Till(private val stations: List<Station>) {\n  private val book = Book(1)\n  fun proceed(index: Int): Int {\n    val station = stations[index]\n    book.note(index)\n    return station.pass(index)\n  }\n}\n',
    'src/main/kotlin/Station.kt': '/** On the way. */\nfun interface Station {\n  fun pass(index: Int): Int\n}\n',
    'src/main/kotlin/Book.kt': 'class Book(val size: Int) {\n  fun note(index: Int) { turn(index) }\n  fun turn(index: Int) { println(index) }\n}\n',
  })
  expect(symbolsOf(facts)).toEqual(['Till.proceed', ' Book.note', '  Book.turn', ' Station.pass'])
})

it('follows C# through properties, calls of what may be missing, and past an object that stands in for nothing', async () => {
  const facts = await analyzeFiles({
    'Till.csproj': '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Till</PackageId></PropertyGroup></Project>',
    'README.md': '# Till\n\n```csharp\nLog.Note("sold");\n```\n',
    'Log.cs':
      'public static class Log {\n  public static IBook Book { get; set; } = new SilentBook();\n  public static void Note(string what) {\n    Book?.Write(what);\n  }\n}\n',
    'IBook.cs': 'public interface IBook {\n  void Write(string what);\n}\n',
    'SilentBook.cs': 'public class SilentBook : IBook {\n  public void Write(string what) { }\n}\n',
    'PaperBook.cs':
      'public class PaperBook : IBook {\n  readonly List<Page> _pages = new();\n  public void Write(string what) {\n    foreach (var page in _pages) page.Fill(what);\n    what.ToString();\n  }\n  public override string ToString() { return Page.Read(); }\n}\n',
    'Page.cs': 'public class Page {\n  public void Fill(string what) { Dry(); }\n  void Dry() { }\n  public static string Read() { return ""; }\n}\n',
  })
  expect(symbolsOf(facts)).toEqual(['Log.Note', ' PaperBook.Write', '  Page.Fill', '   Page.Dry'])
})

it('takes no function of C for one that the preprocessor has torn apart', async () => {
  const facts = await analyzeFiles({
    'src/till.c':
      'int ring(int coins) {\n#ifdef WIDE\n  if (coins) {\n#else\n  } else if (coins > 1) {\n#endif\n    return 1;\n  }\n  return 0;\n}\nint main(void) {\n  return ring(1);\n}\n',
  })
  expect(facts.symbols.map(({ name }) => name).filter((name) => /^(?:if|else)$/.test(name))).toEqual([])
})

it('takes one of several functions of a name for no other of them that comes round again', async () => {
  const facts = await analyzeFiles({
    'Till.csproj': '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Till</PackageId></PropertyGroup></Project>',
    'README.md': '# Till\n\n```csharp\nvar coins = till.Count();\n```\n',
    'Till.cs':
      'public class Till {\n  public int Count() { return CountAll(1); }\n  int CountAll(int from) { return Count(from, 2); }\n  int Count(int from, int to) { return Sum(from); }\n  int Sum(int from) { return from; }\n}\n',
  })
  expect(facts.surprises.map(({ kind }) => kind)).not.toContain('cycle')
  expect(
    facts.call_paths
      .flatMap(({ steps }) => steps)
      .flatMap(({ remarks }) => remarks)
      .filter(({ kind }) => kind === 'cycle'),
  ).toEqual([])
})

it('follows Rust into what is there of what may be missing, and through a chain over several lines', async () => {
  const facts = await analyzeFiles({
    'Cargo.toml': '[package]\nname = "till"\nversion = "1.0.0"\n',
    'src/main.rs':
      'mod desk;\nuse desk::{Args, Command};\n\nfn main() {\n    let args: Args = Args::read();\n    match args.command {\n        None => {}\n        Some(cmd) => cmd.run(),\n    }\n}\n',
    'src/desk.rs':
      'pub struct Args {\n    pub command: Option<Command>,\n}\npub struct Drawer {}\npub struct Command {\n    drawer: Drawer,\n}\nimpl Args {\n    pub fn read() -> Args {\n        Args { command: None }\n    }\n}\nimpl Command {\n    pub fn run(self) {\n        self.drawer\n            .count();\n    }\n}\nimpl Drawer {\n    pub fn count(&self) {}\n}\n',
  })
  expect(symbolsOf(facts)).toEqual(['main', ' Args::read', ' Command::run', '  Drawer::count'])
})

it('tells no way of its own that leads nowhere, where another leads on, and follows printing where it is the work', async () => {
  const facts = await analyzeFiles({
    'CMakeLists.txt': 'project(till)\n',
    'README.md': '# till\n\n```c\ntill_print(1);\n```\n',
    'till.h': 'int till_print(int coins);\nvoid till_free(int coins);\n',
    'till.c': `#include "till.h"
static int digits(int coins) { return coins; }
static int round_up(int coins) { return digits(coins); }
static int sum(int coins) { return round_up(coins); }
static int print_value(int coins) { return sum(coins) + write_line(coins); }
int write_line(int coins) { return write_end(coins); }
int write_end(int coins) { return coins; }
static int print(int coins) { return print_value(coins); }
int till_print(int coins) { return print(coins); }
void till_drop(int coins) { till_free(coins); }
void till_free(int coins) { }
`,
  })
  expect(symbolsOf(facts)?.slice(0, 3)).toEqual(['till_print', ' print', '  print_value'])
  expect(facts.call_paths.map(({ entry: { symbol } }) => symbol)).not.toContain('till_drop')
})

it('takes of several methods of a name the one that looks at what it is given', async () => {
  const facts = await analyzeFiles({
    'Cargo.toml': '[package]\nname = "till"\nversion = "1.0.0"\n',
    'src/lib.rs':
      'pub struct Till {}\nimpl Ready<Stream> for Till {\n    fn sell(&mut self, _stream: Stream) -> Till {\n        self.copy().reset()\n    }\n}\nimpl Ready<Order> for Till {\n    fn sell(&mut self, order: Order) -> u8 {\n        self.ring(order)\n    }\n}\nimpl Till {\n    fn copy(&self) -> Till { Till {} }\n    fn reset(self) -> Till { self }\n    fn ring(&self, order: Order) -> u8 { 1 }\n}\n',
    'README.md': '# till\n\n```rust\ntill.sell(order);\n```\n',
  })
  expect(symbolsOf(facts)).toEqual(['Till::sell', ' Till::ring'])
})

it('takes for no call of its own what a wrapper asks of the object inside', async () => {
  const facts = await analyzeFiles({
    'go.mod': 'module example.com/till\n\ngo 1.22\n',
    'README.md': '# till\n\n```go\ntill.Open().WriteCoin(nil)\n```\n',
    'till.go': `package till

import "net"

type Till struct{ conn net.Conn }

func Open() *Till { return &Till{} }

func (t *Till) WriteCoin(coin []byte) {
	t.conn.SetWriteDeadline(deadline())
	t.weigh(coin)
}
func (t *Till) SetWriteDeadline(at int) { t.weigh(nil) }
func (t *Till) weigh(coin []byte)       { deadline() }
func deadline() int                     { return 1 }
`,
  })
  const write = facts.symbols.find(({ qualified_name }) => qualified_name === 'Till.WriteCoin')
  expect(write?.calls.flatMap(({ resolved }) => resolved ?? [])).toEqual(['till.go#deadline', 'till.go#Till.weigh'])
})

it.each([
  ['C#', 'src/Till.cs', 'Till.csproj', '<Project Sdk="Microsoft.NET.Sdk"></Project>', 'Select'],
  ['Java', 'src/main/java/Till.java', 'pom.xml', '<project><artifactId>till</artifactId></project>', 'flatMap'],
])('takes what %s has for every collection for no method of the project where the object is unknown', async (_, path, manifest, text, name) => {
  const code = (called: string) => ({
    [manifest]: text,
    [path]: `public class Till {\n  public void Sell() {\n    basket.Coins().${called}(1);\n  }\n}\n`,
    [path.replace('Till', 'Rules')]: `public class Rules {\n  public int ${called}(int coin) {\n    return coin;\n  }\n}\n`,
  })
  expect(linkedCallsOf(await analyzeFiles(code(name)), 'Till.Sell')).toEqual([])
  expect(linkedCallsOf(await analyzeFiles(code('weighCoins')), 'Till.Sell')).toEqual([['Rules.weighCoins', null]])
})

it('takes what any slice of Rust has for no method of the project', async () => {
  const facts = await analyzeFiles({
    'Cargo.toml': '[package]\nname = "till"\nversion = "1.0.0"\n',
    'src/lib.rs': `pub struct Till { coins: u32 }
impl Till {
    pub fn sort_by(&mut self, by: u32) -> &mut Till { self.coins = by; self }
    pub fn sum_up(&mut self, paths: Paths) -> u32 {
        let mut list = paths.listed();
        list.sort_by(|a, b| a.cmp(b));
        self.weigh(list.len())
    }
    fn weigh(&self, coins: usize) -> u32 { self.coins }
}
`,
  })
  const sum = facts.symbols.find(({ qualified_name }) => qualified_name.endsWith('sum_up'))
  expect(sum?.calls.flatMap(({ resolved }) => resolved ?? [])).toEqual(['src/lib.rs#Till::weigh'])
})
