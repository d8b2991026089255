// Without sign-in there is one user, whoever calls and whatever token they bring: the server listens on loopback only.
import { localUserId } from '../../db/users.ts'
import type { Identity } from './identity.ts'

export const openLocalIdentity = (): Identity => ({
  name: 'local',
  authenticate: () => ({ kind: 'user', userId: localUserId, email: null, expiresAt: null }),
  forget: async () => undefined,
})
