'use client'
import { Moon, Sun, SunMoon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { readStored, writeStored } from '../lib/stored.ts'
import { Button } from './ui/button.tsx'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const looks: Readonly<Record<Theme, { icon: typeof Sun; name: string }>> = {
  system: { icon: SunMoon, name: 'as the system' },
  light: { icon: Sun, name: 'light' },
  dark: { icon: Moon, name: 'dark' },
}

export const ThemeButton = () => {
  const [theme, setTheme] = useState<Theme>('system')
  // After the first render: the exported page does not know what this browser remembers.
  useEffect(() => setTheme(themes.find((known) => known === readStored('theme')) ?? 'system'), [])
  const choose = (next: Theme) => {
    setTheme(next)
    writeStored('theme', next === 'system' ? null : next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  const { icon: Icon, name } = looks[theme]
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return (
    <Button look="quiet" size="icon" aria-label={`Colours: ${name}. Change to ${looks[next].name}`} title={`Colours: ${name}`} onClick={() => choose(next)}>
      <Icon size={18} aria-hidden />
    </Button>
  )
}
