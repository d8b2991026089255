// What our pages may load and talk to: ourselves, the sign-in service, and the bucket or CDN that files come from.
import type { Env } from '../../shared/node/env.ts'

export interface PolicySources {
  connect: readonly string[]
  media: readonly string[]
}

const origin = (url: string | undefined): string[] => (url === undefined ? [] : [new URL(url).origin])

export const policySources = ({
  SUPABASE_URL,
  AWS_S3_PUBLIC_URL,
  PUBLIC_URL,
}: Pick<Env, 'SUPABASE_URL' | 'AWS_S3_PUBLIC_URL' | 'PUBLIC_URL'>): PolicySources => ({
  connect: [...origin(SUPABASE_URL), ...origin(PUBLIC_URL), ...origin(PUBLIC_URL?.replace(/^http/, 'ws')), ...origin(AWS_S3_PUBLIC_URL)],
  media: [...origin(AWS_S3_PUBLIC_URL), ...origin(PUBLIC_URL)],
})

/** @param scripts hashes of the page's own inline scripts: Next.js writes the page's data into them */
export const pagePolicy = ({ connect, media }: PolicySources, scripts: readonly string[]): string =>
  [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    // React sets style attributes, which no hash can cover.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${["'self'", 'data:', 'blob:', ...media].join(' ')}`,
    `media-src ${["'self'", 'blob:', ...media].join(' ')}`,
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
