import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema.ts',
  out: './drizzle',
  // Supabase brings its own roles; elsewhere db/migrate.ts makes them first.
  entities: { roles: { provider: 'supabase' } },
})
