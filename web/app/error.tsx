'use client'
import { Button } from '../components/ui/button.tsx'

/** A fault of ours in one page: header and player go on. */
const Failure = ({ reset }: { reset: () => void }) => (
  <div role="alert" className="mx-auto my-auto max-w-md py-16 text-center">
    <h1 className="font-semibold text-2xl">Something broke on this page</h1>
    <p className="mt-2 text-muted">That is our fault, and nothing of yours is lost. Try again; if it stays broken, reload.</p>
    <div className="mt-6 flex justify-center gap-2">
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
      <Button onClick={() => window.location.reload()}>Reload</Button>
    </div>
  </div>
)

export default Failure
