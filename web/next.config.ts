import type { NextConfig } from 'next'

const shared: NextConfig = {
  // out/library/index.html and not out/library.html: every static server understands a folder.
  trailingSlash: true,
  images: { unoptimized: true },
  // The contracts in ../shared are compiled as they are written.
  turbopack: { root: `${import.meta.dirname}/..` },
  poweredByHeader: false,
  devIndicators: false,
}

/** Plain files: our own server serves them, and so can any other. */
const exported: NextConfig = {
  ...shared,
  output: 'export',
  // `npm run check` type-checks web/ too; a starter that builds on a user's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // A round trip to the server costs a slow line more than nine kilobytes of style in each page.
    inlineCss: true,
    turbopackCjsTreeShaking: true,
    turbopackCrossModuleConstants: true,
    // A request costs a slow line more than what two pages have in common: few, large files. In bytes before minifying.
    turbopackChunking: { maxChunkCountPerGroup: 1, minChunkSize: 1_000_000 },
  },
}

/** While the page is worked on, Next.js serves it and passes on what is the API's, so that both look like one origin. */
const api = process.env.NEXT_PUBLIC_API_URL ?? `http://localhost:${process.env.PORT ?? 8000}`
const developed: NextConfig = {
  ...shared,
  skipTrailingSlashRedirect: true,
  rewrites: async () => [
    { source: '/stories/:id', destination: '/stories/' },
    ...['/api/:path*', '/trpc', '/trpc/:path*', '/feed.xml'].map((source) => ({ source, destination: `${api}${source}` })),
  ],
}

export default process.env.NODE_ENV === 'development' ? developed : exported
