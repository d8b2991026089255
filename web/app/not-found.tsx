import type { Metadata } from 'next'
import { SiteLink } from '../components/site-link.tsx'
import { buttonStyle } from '../components/ui/button.tsx'

export const metadata: Metadata = { title: 'Not found' }

const NotFound = () => (
  <div className="mx-auto my-auto max-w-md py-16 text-center">
    <p className="font-mono text-muted text-sm">404</p>
    <h1 className="mt-2 font-semibold text-2xl">There is nothing here</h1>
    <p className="mt-2 text-muted">The address may be mistyped, or what was here is gone.</p>
    <div className="mt-6 flex justify-center gap-2">
      <SiteLink href="/" className={buttonStyle({ look: 'primary' })}>
        Make a story
      </SiteLink>
      <SiteLink href="/library/" className={buttonStyle()}>
        Library
      </SiteLink>
    </div>
  </div>
)

export default NotFound
