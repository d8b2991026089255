import { describe, expect, it } from 'vitest'
import { findInstalledModules, withoutDemo } from './demo-block.ts'

const python = (path: string) => ({ path, kind: 'source' as const, language: 'Python' })
const head = 'import os\n\n\ndef wrap(text):\n    return text\n\n\n'

describe('findInstalledModules', () => {
  it('knows the modules of a package that is made to be installed, also below src', () => {
    const files = ['pyproject.toml', 'till/__init__.py', 'till/paper/__init__.py', 'till/paper/ink.py', 'src/till_web/__init__.py'].map((path) => ({ path }))
    const isInstalled = findInstalledModules(files)
    expect(['till/wrap.py', 'till/paper/ink.py', 'src/till_web/page.py'].map((path) => isInstalled(python(path)))).toEqual([true, true, true])
  })

  it('takes no script, no example and nothing that python -m runs for one', () => {
    const isInstalled = findInstalledModules(['setup.py', 'till/__init__.py', 'tools/make.py', 'app/x/__init__.py'].map((path) => ({ path })))
    expect(['setup.py', 'tools/make.py', 'till/__main__.py', 'app/x/run.py'].map((path) => isInstalled(python(path)))).toEqual([false, false, false, false])
    expect(isInstalled({ ...python('till/wrap.py'), kind: 'test' })).toBe(false)
  })
})

describe('withoutDemo', () => {
  it('empties the lines of a demo and keeps what stands around it where it is', () => {
    const demo =
      'if __name__ == "__main__":  # pragma: no cover\n    from .panel import Panel\n\n    text = """\nHello\n"""\n    Panel(\n        text,\n)\n    print(1)\n'
    const text = `${head}${demo}\n\ndef behind():\n    pass\n`
    const product = withoutDemo(text)
    expect(product.split('\n')).toHaveLength(text.split('\n').length)
    expect(product.replace(/\n+/g, '\n')).toBe(`${head}def behind():\n    pass\n`.replace(/\n+/g, '\n'))
  })

  it('leaves a block that starts the program', () => {
    for (const block of [
      'if __name__ == "__main__": main()\n',
      "if __name__ == '__main__':\n    import sys\n    sys.exit(main())\n",
      'if __name__ == "__main__":\n    app.run(debug=True)\n',
    ])
      expect(withoutDemo(head + block)).toBe(head + block)
  })

  it('takes no words of a long string for code', () => {
    const text = `"""Use it so:\n\nif __name__ == "__main__":\n    till.print(1)\n"""\n${head}`
    expect(withoutDemo(text)).toBe(text)
  })
})
