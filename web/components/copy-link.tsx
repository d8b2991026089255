'use client'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from './ui/button.tsx'
import { Input } from './ui/field.tsx'

export const CopyLink = ({ label, link }: { label: string; link: string }) => {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(link)
      setCopied(true)
    } catch {
      // Not a secure page, or not allowed: the link is marked, ready for Ctrl-C.
      field.current?.focus()
    }
  }
  return (
    <div className="flex gap-2">
      <Input ref={field} readOnly aria-label={label} value={link} onFocus={(event) => event.target.select()} className="text-sm!" />
      <Button className="h-11!" onClick={() => void copy()}>
        {copied ? <Check size={16} aria-hidden className="text-good" /> : <Copy size={16} aria-hidden />}
        <span role="status">{copied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  )
}
