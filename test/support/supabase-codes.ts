// Signing in by way of another page (the link in a mail, GitHub): the browser comes back with a code, and only the page that
// began can trade it for a session, because it kept the secret whose hash it had sent ahead (PKCE).
import { createHash, randomBytes, randomUUID } from 'node:crypto'

export interface SignInMail {
  to: string
  link: string
}

interface Begun {
  userId: string
  challenge: string
}

export const openCodes = () => {
  const begun = new Map<string, Begun>()
  const codes = new Map<string, Begun>()
  const take = (kept: Map<string, Begun>, name: string): Begun | undefined => {
    const found = kept.get(name)
    kept.delete(name)
    return found
  }
  const issue = (start: Begun): string => {
    const code = randomUUID()
    codes.set(code, start)
    return code
  }
  return {
    issue,
    /** @returns what stands in the link of a mail */
    begin: (start: Begun): string => {
      const token = randomBytes(24).toString('hex')
      begun.set(token, start)
      return token
    },
    /** Once: a link that was followed is used up. */
    follow: (token: string): string | undefined => {
      const start = take(begun, token)
      return start === undefined ? undefined : issue(start)
    },
    redeem: (code: string, verifier: string): string | undefined => {
      const start = take(codes, code)
      return start !== undefined && createHash('sha256').update(verifier).digest('base64url') === start.challenge ? start.userId : undefined
    },
  }
}
