'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'

/**
 * A link inside the site. What it leads to is loaded when somebody reaches for it, and not as soon as it is in sight: on a
 * slow line that would take its share from the page that is being opened.
 */
export const SiteLink = ({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href' | 'prefetch'> & { href: string }) => {
  const router = useRouter()
  const reachFor = () => router.prefetch(href)
  return <Link href={href} prefetch={false} onPointerEnter={reachFor} onTouchStart={reachFor} onFocus={reachFor} {...rest} />
}
