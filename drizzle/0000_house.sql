CREATE TYPE "public"."agent_name" AS ENUM('Intent', 'Analyzer', 'Architect', 'Synthesizer', 'System');--> statement-breakpoint
CREATE TYPE "public"."event_kind" AS ENUM('log', 'status', 'complete');--> statement-breakpoint
CREATE TYPE "public"."log_level" AS ENUM('info', 'success', 'warning', 'error');--> statement-breakpoint
CREATE TYPE "public"."story_status" AS ENUM('pending', 'analyzing', 'generating', 'synthesizing', 'completed', 'failed');--> statement-breakpoint
CREATE TYPE "public"."story_style" AS ENUM('documentary', 'tutorial', 'podcast', 'fiction', 'technical');--> statement-breakpoint
CREATE TYPE "public"."technical_depth" AS ENUM('beginner', 'intermediate', 'advanced');--> statement-breakpoint
CREATE TYPE "public"."story_voice" AS ENUM('Rachel', 'Drew', 'Bella', 'Antoni');--> statement-breakpoint
CREATE TABLE "app_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "monthly_usage" (
	"user_id" uuid NOT NULL,
	"month" text NOT NULL,
	"stories" integer DEFAULT 0 NOT NULL,
	"minutes" double precision DEFAULT 0 NOT NULL,
	"tokens" bigint DEFAULT 0 NOT NULL,
	"characters" bigint DEFAULT 0 NOT NULL,
	"cost_usd" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "monthly_usage_pkey" PRIMARY KEY("user_id","month")
);
--> statement-breakpoint
ALTER TABLE "monthly_usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "processing_logs" (
	"story_id" uuid NOT NULL,
	"id" integer NOT NULL,
	"kind" "event_kind" NOT NULL,
	"agent_name" "agent_name",
	"action" text,
	"level" "log_level",
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "processing_logs_pkey" PRIMARY KEY("story_id","id"),
	CONSTRAINT "processing_logs_id" CHECK ("processing_logs"."id" > 0),
	CONSTRAINT "processing_logs_log_is_whole" CHECK (("processing_logs"."kind" = 'log') = ("processing_logs"."agent_name" is not null and "processing_logs"."action" is not null and "processing_logs"."level" is not null))
);
--> statement-breakpoint
ALTER TABLE "processing_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "repository_analyses" (
	"repo_name" text NOT NULL,
	"commit_sha" text NOT NULL,
	"key" text NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repository_analyses_pkey" PRIMARY KEY("repo_name","commit_sha","key")
);
--> statement-breakpoint
ALTER TABLE "repository_analyses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "speech_cache" (
	"key" text PRIMARY KEY NOT NULL,
	"size_bytes" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "speech_cache" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"repo_url" text NOT NULL,
	"repo_name" text NOT NULL,
	"local_folder" text,
	"style" "story_style" NOT NULL,
	"duration_minutes" smallint NOT NULL,
	"voice" "story_voice" NOT NULL,
	"technical_depth" "technical_depth" NOT NULL,
	"focus_areas" text[] DEFAULT '{}'::text[] NOT NULL,
	"status" "story_status" DEFAULT 'pending' NOT NULL,
	"progress" smallint DEFAULT 0 NOT NULL,
	"title" text,
	"summary" text,
	"commit_sha" text,
	"chapters" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"audio_key" text,
	"audio_size_bytes" bigint,
	"audio_chunks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"cover_key" text,
	"duration_seconds" double precision,
	"engines" jsonb,
	"warnings" text[] DEFAULT '{}'::text[] NOT NULL,
	"error_code" text,
	"error_message" text,
	"is_public" boolean DEFAULT false NOT NULL,
	"idempotency_key" text,
	"last_event_id" integer DEFAULT 0 NOT NULL,
	"lease" integer DEFAULT 0 NOT NULL,
	"claimed_by" uuid,
	"deaths" smallint DEFAULT 0 NOT NULL,
	"job_id" uuid,
	"cancel_requested_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "stories_progress" CHECK ("stories"."progress" between 0 and 100),
	CONSTRAINT "stories_duration_minutes" CHECK ("duration_minutes" in (5, 10, 15, 20)),
	CONSTRAINT "stories_completed_has_audio" CHECK ("stories"."status" <> 'completed' or ("stories"."audio_key" is not null and "stories"."duration_seconds" > 0 and "stories"."progress" = 100)),
	CONSTRAINT "stories_failed_has_reason" CHECK (("stories"."status" = 'failed') = ("stories"."error_code" is not null) and ("stories"."error_code" is null) = ("stories"."error_message" is null)),
	CONSTRAINT "stories_job_while_active" CHECK (("stories"."status" in ('completed', 'failed')) = ("stories"."job_id" is null))
);
--> statement-breakpoint
ALTER TABLE "stories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "story_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"story_id" uuid,
	"user_id" uuid NOT NULL,
	"call" jsonb NOT NULL,
	"cost_usd" double precision NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "story_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "story_steps" (
	"story_id" uuid NOT NULL,
	"name" text NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "story_steps_pkey" PRIMARY KEY("story_id","name")
);
--> statement-breakpoint
ALTER TABLE "story_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"feed_token_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lock_key" bigint NOT NULL,
	"host" text NOT NULL,
	"slots" smallint NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "monthly_usage" ADD CONSTRAINT "monthly_usage_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "processing_logs" ADD CONSTRAINT "processing_logs_story" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_user" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_calls" ADD CONSTRAINT "story_calls_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_calls" ADD CONSTRAINT "story_calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_steps" ADD CONSTRAINT "story_steps_story" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stories_job" ON "stories" USING btree ("job_id") WHERE "stories"."job_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "stories_idempotency" ON "stories" USING btree ("user_id","idempotency_key") WHERE "stories"."idempotency_key" is not null;--> statement-breakpoint
CREATE INDEX "stories_of_user" ON "stories" USING btree ("user_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stories_of_repo" ON "stories" USING btree ("user_id","repo_name","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stories_active" ON "stories" USING btree ("status","created_at") WHERE "stories"."status" not in ('completed', 'failed');--> statement-breakpoint
CREATE INDEX "story_calls_of_story" ON "story_calls" USING btree ("story_id","id");--> statement-breakpoint
CREATE INDEX "story_calls_of_user" ON "story_calls" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_feed_token" ON "users" USING btree ("feed_token_hash") WHERE "users"."feed_token_hash" is not null;--> statement-breakpoint
CREATE POLICY "a user reads their own usage" ON "monthly_usage" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("monthly_usage"."user_id" = (select auth.uid()));--> statement-breakpoint
CREATE POLICY "logs are read by whoever reads the story" ON "processing_logs" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (exists (select 1 from "stories" where "stories"."id" = "processing_logs"."story_id" and ("stories"."is_public" or "stories"."user_id" = (select auth.uid()))));--> statement-breakpoint
CREATE POLICY "a user reads their own stories" ON "stories" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("stories"."user_id" = (select auth.uid()));--> statement-breakpoint
CREATE POLICY "anybody reads public stories" ON "stories" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING ("stories"."is_public");--> statement-breakpoint
CREATE POLICY "a user reads their own profile" ON "users" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("users"."id" = (select auth.uid()));