import type { NextConfig } from 'next'

const config: NextConfig = {
  // Plain files: our own server serves them, and so can any other.
  output: 'export',
  // out/library/index.html and not out/library.html: every static server understands a folder.
  trailingSlash: true,
  images: { unoptimized: true },
  // The contracts in ../shared are compiled as they are written.
  turbopack: { root: `${import.meta.dirname}/..` },
  // `npm run check` type-checks web/ too; a starter that builds on a user's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  devIndicators: false,
}

export default config
