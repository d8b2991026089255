import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import type { ReactNode } from 'react'
import { SiteHeader } from '../components/site-header.tsx'
import { Typeface } from '../components/typeface.tsx'
import { DeletionsProvider } from '../features/library/deletions-context.tsx'
import { PlayerBar } from '../features/player/player-bar.tsx'
import { PlayerProvider } from '../features/player/player-context.tsx'
import { BackendProvider } from '../lib/backend-context.tsx'
import { firstAnswersId, firstQuestionsScript } from '../lib/first-questions.ts'
import { ToastsProvider } from '../lib/toasts.tsx'
import './globals.css'

const inter = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  // When the page answers (components/typeface.tsx).
  preload: false,
  variable: '--font-inter',
})
// Only where code is shown, so it is not loaded ahead.
const mono = localFont({
  src: '../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  display: 'swap',
  preload: false,
  variable: '--font-jetbrains-mono',
})

export const metadata: Metadata = {
  title: { default: 'Code Story', template: '%s · Code Story' },
  description: 'Turns a code repository into a narrated audio story, in chapters, with the sources beside it.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#0f0e0d' },
  ],
}

// Before the first paint, or what this browser remembers would flash in after it.
const rememberScript = `try{for(const name of ['theme','typeface']){const value=localStorage.getItem('code-story:'+name);if(value)document.documentElement.dataset[name]=value}}catch{}`

const Layout = ({ children }: { children: ReactNode }) => (
  <html lang="en" className={`${inter.variable} ${mono.variable}`} suppressHydrationWarning>
    <head>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our server writes data in its place, and no script */}
      <script id={firstAnswersId} type="application/json" dangerouslySetInnerHTML={{ __html: 'null' }} suppressHydrationWarning />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours */}
      <script dangerouslySetInnerHTML={{ __html: `${rememberScript}${firstQuestionsScript}` }} />
    </head>
    <body className="flex flex-col pb-(--player-height)">
      <a
        href="#main"
        className="fixed top-2 left-2 z-70 -translate-y-20 rounded-lg bg-ink px-4 py-2 font-medium text-canvas text-sm focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <Typeface family={inter.style.fontFamily} />
      <BackendProvider>
        <ToastsProvider>
          <PlayerProvider>
            <DeletionsProvider>
              <SiteHeader />
              <main id="main" tabIndex={-1} className="mx-auto flex w-full max-w-7xl flex-1 flex-col px-4 outline-none sm:px-6">
                {children}
              </main>
              <PlayerBar />
            </DeletionsProvider>
          </PlayerProvider>
        </ToastsProvider>
      </BackendProvider>
    </body>
  </html>
)

export default Layout
