import { expect, it } from 'vitest'
import { readTestShape } from './test-shape.ts'

const shape = (files: Record<string, string>, paths: string[] = []) =>
  readTestShape(new Map(Object.entries(files)), [...Object.keys(files), ...paths], new Set(['Brew']))

it('finds the table of cases that a test in Go or Python runs over', () => {
  const go =
    'type teaTest struct {\n\ttitle string // of the test\n\twater int\n}\nfunc TestTea(t *testing.T) {\n\ttests := []teaTest{\n\t}\n\tfor _, test := range tests {\n\t}\n}'
  expect(shape({ 'tea_test.go': go }).table).toMatchObject({ file: 'tea_test.go', type: 'teaTest', fields: ['title', 'water'], place: { start_line: 1 } })
  expect(shape({ 'tests/test_tea.py': '@pytest.mark.parametrize("leaf, cup", [])\ndef test_tea(leaf, cup): ...' }).table?.fields).toEqual(['leaf', 'cup'])
  expect(shape({ 'tea_test.go': 'tests := []teaTest{}' }).table).toBeNull()
})

it('finds the place where tests start the program itself', () => {
  expect(shape({ 'tests/all.rs': 'fn tea() {\n    Command::new(cargo_bin!("tea"));\n}' }).program).toMatchObject({
    file: 'tests/all.rs',
    place: { start_line: 2 },
  })
  expect(shape({ 'tests/all.rs': 'Command::new("ls")' }).program).toBeNull()
  expect(shape({ 'tests/test_tea.py': 'subprocess.run([sys.executable, "-c", code])' }).program).toBeNull()
  expect(shape({ 'tests/test_tea.py': 'command = [sys.executable, "-m", "tea"]' }).program).toMatchObject({ file: 'tests/test_tea.py' })
  expect(shape({ 'test/tea_test.rb': 'IO.popen("bin/rails runner x")' }).program).toBeNull()
  expect(shape({ 'test/tea_test.rb': 'IO.popen("bin/tea x")' }).program).toMatchObject({ file: 'test/tea_test.rb' })
})

it('takes a start that a stand-in answers for no start of the program', () => {
  const start = "test('tea', () => {\n  spawn(process.execPath, ['bin/tea'])\n})"
  const mocked = `const spy = t.mock.method(childProcess, 'spawn', () => null)\n${start}`
  expect(shape({ 'test/a.js': mocked, 'test/b.js': start }).program).toMatchObject({ file: 'test/b.js', place: { start_line: 2 } })
  for (const stand of ["jest.mock('child_process')", "vi.mock('node:child_process')", "jest.spyOn(childProcess, 'spawn')", "sinon.stub(childProcess, 'spawn')"])
    expect(shape({ 'test/a.js': `${stand}\n${start}` }).program).toBeNull()
  const python = 'def test_tea():\n    run([sys.executable, "-m", "tea"])'
  expect(shape({ 'tests/test_tea.py': `@patch("subprocess.run")\n${python}` }).program).toBeNull()
})

it('finds the helper that most test files call, and the folder that holds the cases', () => {
  const user = 'fun brew() { Brew() Brew.of() ShopKit.test { } }\nread("tests/cups/x")'
  const found = shape(
    { 'test/ShopKit.kt': 'object ShopKit {}\nclass Brew', 'test/ATest.kt': user, 'test/BTest.kt': user, 'test/CTest.kt': user },
    Array.from({ length: 16 }, (_, at) => `tests/cups/${at}.txt`),
  )
  expect(found.helper).toMatchObject({ name: 'ShopKit', users: 3, place: { file: 'test/ShopKit.kt' } })
  expect(found.cases).toMatchObject({ folder: 'tests/cups', count: 16, file: 'test/ATest.kt' })
})

it('takes no other word for the name of a folder of cases, and sees who goes through it', () => {
  const cases = Array.from({ length: 16 }, (_, at) => `tests/cups/broken/${at}.cup`)
  const reader = 'folder = os.path.join(here, "cups", "broken")\nfiles = glob.glob(os.path.join(folder, "*.cup"))'
  expect(shape({ 'tests/test_a.py': 'send({"state": "broken"})', 'tests/test_b.py': reader }, cases).cases).toMatchObject({
    file: 'tests/test_b.py',
    isListed: true,
  })
  expect(shape({ 'tests/test_a.py': 'send({"state": "broken"})' }, cases).cases).toBeNull()
  expect(shape({ 'tests/test_a.py': 'open("broken/tea/cups/1.cup")' }, cases).cases).toBeNull()
  expect(shape({ 'tests/test_a.py': 'open("tests/cups/broken/1.cup")' }, cases).cases).toMatchObject({ file: 'tests/test_a.py' })
})
