// The port to who calls: one local user without sign-in, or Supabase's users with it. The same answer for REST, tRPC,
// both kinds of WebSocket and files: they all ask here.
import type { Caller } from '../context.ts'

export interface Identity {
  /** `local` or `supabase`. */
  readonly name: string
  /**
   * Who a token is of; null: there is none.
   * @throws {CodeStoryError} unauthorized for a token that is not good; unavailable where nobody can tell
   */
  authenticate: (token: string | null) => Caller | Promise<Caller>
  /** After a person has left: nothing about them is remembered here, and where people sign in they cannot any more. */
  forget: (userId: string) => Promise<void>
}
