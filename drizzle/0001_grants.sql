-- Supabase grants everything on new tables in public to these roles and leaves the rest to row-level security.
-- Here each grant is explicit: reading, of what the policies then narrow down to rows, and nothing else.
REVOKE ALL ON "app_secrets", "monthly_usage", "processing_logs", "rate_limits", "repository_analyses", "speech_cache", "stories", "story_calls", "story_steps", "users", "workers" FROM anon, authenticated;--> statement-breakpoint
REVOKE ALL ON SEQUENCE "story_calls_id_seq" FROM anon, authenticated;--> statement-breakpoint
GRANT USAGE ON SCHEMA "public" TO anon, authenticated;--> statement-breakpoint
GRANT SELECT ("id", "user_id", "repo_url", "repo_name", "style", "duration_minutes", "voice", "technical_depth", "focus_areas", "status", "progress", "title", "summary", "commit_sha", "chapters", "duration_seconds", "engines", "warnings", "error_code", "error_message", "is_public", "created_at", "updated_at", "completed_at") ON "stories" TO anon, authenticated;--> statement-breakpoint
GRANT SELECT ON "processing_logs" TO anon, authenticated;--> statement-breakpoint
GRANT SELECT ("id", "email", "created_at") ON "users" TO authenticated;--> statement-breakpoint
GRANT SELECT ON "monthly_usage" TO authenticated;
