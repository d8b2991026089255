import { expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const stepsOf = ({ call_paths: [path] }: RepositoryFacts) => path?.steps.map(({ symbol, when, place }) => [symbol, when, place.start_line])

it('takes the way that a command takes without a subcommand or a flag that is seldom typed', async () => {
  const facts = await analyzeFiles({
    'Cargo.toml': '[package]\nname = "till"\nversion = "1.0.0"\n',
    'src/main.rs': `fn main() {
    run(Matches::read());
}

fn run(matches: Matches) -> bool {
    match matches.subcommand() {
        Some(("drawer", drawer)) => {
            let coins = count_drawer(drawer);
            sell_all(coins)
        }
        _ => {
            let goods = read_goods(matches);
            if matches.get_flag("list-prices") {
                list_prices(&goods);
                true
            } else {
                sell_all(goods)
            }
        }
    }
}

fn count_drawer(drawer: u32) -> u32 {
    open_drawer();
    sum_coins(drawer)
}

fn open_drawer() {
    println!("open");
}

fn sum_coins(drawer: u32) -> u32 {
    drawer + 1
}

fn read_goods(matches: Matches) -> u32 {
    matches.count
}

fn list_prices(goods: &u32) {
    println!("{goods}");
}

fn sell_all(goods: u32) -> bool {
    write_receipt(goods)
}

fn write_receipt(goods: u32) -> bool {
    println!("{goods}");
    goods > 0
}
`,
  })
  const steps = stepsOf(facts)
  expect(steps?.slice(0, 2)).toEqual([
    ['main', null, 1],
    ['run', null, 5],
  ])
  expect(steps).toContainEqual(['sell_all', null, 44])
  expect(steps).toContainEqual(['list_prices', 'matches.get_flag("list-prices")', 40])
  // Named, and not followed.
  expect(steps?.map(([symbol]) => symbol)).not.toContain('sum_coins')
})

it('keeps the condition around a condition', async () => {
  const facts = await analyzeFiles({
    'package.json': '{"name": "till", "main": "index.js"}',
    'index.js':
      'module.exports = function sell (goods) {\n  if (goods.isEmpty) {\n    if (goods.isTorn) {\n      mendTheBag(goods)\n    }\n  }\n  weighTheGoods(goods)\n}\n\nfunction mendTheBag (goods) {\n  return goods\n}\n\nfunction weighTheGoods (goods) {\n  return goods\n}\n',
  })
  const calls = facts.symbols.find(({ name }) => name === 'sell')?.calls.map(({ name, when }) => [name, when])
  expect(calls).toContainEqual(['mendTheBag', 'goods.isEmpty, and within that goods.isTorn'])
  expect(calls).toContainEqual(['weighTheGoods', null])
})

it('follows the overload that takes as many arguments as are given', async () => {
  const facts = await analyzeFiles({
    'pom.xml': '<project><artifactId>till</artifactId></project>',
    'src/main/java/till/Shop.java': `package till;

public class Shop {
    private Book book;

    public static void main(String[] args) {
        new Shop().sell();
    }

    public void sell() {
        book.getPage("coins", true);
    }
}
`,
    'src/main/java/till/Book.java': `package till;

public class Book {
    /** Returns the page of that number. */
    public String getPage(Integer number) {
        check(number);
        turn(number);
        read(number);
        return "page";
    }

    public String getPage(String title, boolean ignoreTorn) {
        return lookUp(title);
    }

    private void check(Integer number) {}

    private void turn(Integer number) {}

    private void read(Integer number) {}

    private String lookUp(String title) {
        return title;
    }
}
`,
  })
  const steps = stepsOf(facts)
  expect(steps).toContainEqual(['Book.getPage', null, 12])
  expect(steps?.map(([symbol]) => symbol)).toContain('Book.lookUp')
  expect(steps?.map(([symbol]) => symbol)).not.toContain('Book.turn')
})

it('calls nothing a step that stands in a function which is kept for later', async () => {
  const facts = await analyzeFiles({
    'go.mod': 'module example.com/till\n',
    'till.go':
      'package till\n\nfunc Open(sign bool) func() {\n\tcheckSign(sign)\n\tring := func() {\n\t\tringBell()\n\t}\n\tkeep(ring)\n\treturn func() {\n\t\tif sign {\n\t\t\tcloseDrawer()\n\t\t}\n\t}\n}\n\nfunc checkSign(sign bool) {}\n\nfunc ringBell() {}\n\nfunc keep(ring func()) {}\n\nfunc closeDrawer() {}\n',
  })
  expect(facts.symbols.find(({ name }) => name === 'Open')?.calls.map(({ name, when }) => [name, when])).toEqual([
    ['checkSign', null],
    ['ringBell', 'the function of line 5 is called'],
    ['keep', null],
    ['closeDrawer', 'the function of line 9 is called'],
  ])
})

it('takes of two types of a name the one that the file can see, and no type of the language for one of the project', async () => {
  const facts = await analyzeFiles({
    'pyproject.toml': '[project]\nname = "till"\n',
    'till/__init__.py': '',
    'till/shop.py':
      'from typing import Literal\n\nfrom .book import Page\nfrom .other import Literal as Written\n\n\nclass Shop:\n    def __init__(self, page: Page, kind: Literal["a"]):\n        self.kind: Literal["a"] = kind\n        self.page: Page = page\n\n    def sell(self, page: Page):\n        return page.turn_over()\n',
    'till/book.py': 'class Page:\n    def turn_over(self):\n        return 1\n',
    'till/paper/page.py': 'class Page:\n    def turn_over(self):\n        return 2\n',
    'till/other.py': 'class Literal:\n    pass\n',
  })
  expect(facts.symbols.find(({ name }) => name === 'sell')?.calls.map(({ resolved }) => resolved)).toEqual(['till/book.py#Page.turn_over'])
  expect(facts.symbols.find(({ name }) => name === 'Shop')?.holds).toEqual(['Page'])
})

it('calls on a type that the file does not see nothing that bears its name', async () => {
  const facts = await analyzeFiles({
    'pom.xml': '<project><artifactId>till</artifactId></project>',
    'src/main/java/till/Shop.java':
      'package till;\n\npublic class Shop {\n    public void sell(Paper.Factory factory) {\n        factory.makePaper();\n    }\n}\n',
    'src/main/java/till/Paper.java': 'package till;\n\npublic interface Paper {\n    abstract class Factory {\n        public void foldPaper() {}\n    }\n}\n',
    'extra/src/main/java/extra/Factory.java': 'package extra;\n\npublic class Factory {\n    public void makePaper() {}\n}\n',
  })
  expect(facts.symbols.find(({ name }) => name === 'sell')?.calls.map(({ resolved }) => resolved)).toEqual([null])
})
