// What well-known packages are for. A table for the names everybody meets; the rest is told by telling endings of names,
// or is `other`, which is no shame: the files that use it say more.
import type { Dependency } from '../../shared/analysis.ts'

type Purpose = Dependency['purpose']

const known: Readonly<Partial<Record<Purpose, string>>> = {
  web:
    'express koa fastify hapi @hapi/hapi next nuxt hono connect router send serve-static body-parser cookie cookie-parser cors finalhandler content-disposition content-type accepts vary etag fresh type-is qs parseurl ' +
    'encodeurl http-errors mime-types mime-db on-finished proxy-addr range-parser statuses merge-descriptors cookie-signature method-override cookie-session express-session multer helmet ' +
    'path-to-regexp @trpc/server @trpc/client @nestjs/core flask django fastapi starlette werkzeug jinja2 itsdangerous uvicorn gunicorn tornado bottle pyramid sanic aiohttp quart asgiref sse ' +
    'github.com/gin-gonic/gin github.com/gin-contrib/sse github.com/labstack/echo github.com/gorilla/mux github.com/go-chi/chi github.com/gofiber/fiber net/http ' +
    'actix-web axum rocket warp hyper tower tower-http http sinatra rails rack rack-session rack-protection puma thin mustermann rackup laravel/framework symfony/http-kernel symfony/http-foundation slim/slim slim/psr7 psr/http-message ' +
    'psr/http-server-handler psr/http-server-middleware psr/http-factory nikic/fast-route nyholm/psr7 guzzlehttp/psr7 laminas/laminas-diactoros spring-boot-starter-web spring-webmvc javax.servlet-api jakarta.servlet-api Microsoft.AspNetCore.App vapor',
  cli: 'commander yargs meow oclif inquirer ora chalk kleur picocolors colors minimist arg cac ink click typer argparse rich colorama github.com/spf13/cobra github.com/urfave/cli github.com/spf13/pflag clap structopt lexopt termcolor anstyle anstream indicatif crossterm console thor optparse symfony/console picocli swift-argument-parser argh pico-args bpaf System.CommandLine github.com/mattn/go-isatty textwrap',
  database:
    'pg postgres mysql mysql2 mongodb mongoose sequelize typeorm prisma @prisma/client drizzle-orm knex redis ioredis sqlite3 better-sqlite3 pg-boss sqlalchemy psycopg psycopg2 pymongo peewee alembic django-orm ' +
    'gorm.io/gorm github.com/jackc/pgx github.com/lib/pq github.com/go-redis/redis go.mongodb.org/mongo-driver diesel sqlx rusqlite sea-orm activerecord sequel doctrine/orm hibernate-core jdbc EntityFramework Microsoft.EntityFrameworkCore Dapper connect-redis',
  network:
    'http2-wrapper responselike cacheable-request cacheable-lookup axios got node-fetch undici ky superagent ws socket.io socket.io-client requests httpx urllib3 websockets paramiko grpcio google.golang.org/grpc github.com/gorilla/websocket github.com/quic-go/quic-go golang.org/x/net reqwest ureq tungstenite ' +
    'quinn rustls tonic faraday httparty guzzlehttp/guzzle okhttp retrofit netty-all RestSharp Alamofire eventsource-parser @grpc/grpc-js libc-net mio socket2',
  'data format':
    'serde serde_json serde_yaml toml serde_derive bincode prost protobuf protobufjs json5 js-yaml yaml xml2js fast-xml-parser csv-parse papaparse pyyaml orjson ujson simplejson lxml msgpack google.golang.org/protobuf gopkg.in/yaml.v3 gopkg.in/yaml.v2 github.com/goccy/go-yaml ' +
    'github.com/goccy/go-json github.com/json-iterator/go github.com/bytedance/sonic github.com/ugorji/go github.com/pelletier/go-toml go.mongodb.org/mongo-driver/v2 github.com/pelletier/go-toml/v2 github.com/ugorji/go/codec nokogiri json builder Newtonsoft.Json System.Text.Json gson jackson-databind jackson-core moshi superjson @standard-schema/spec json-schema zod-to-json-schema multi_json',
  text:
    'marked markdown-it remark unified handlebars ejs pug mustache nunjucks hbs escape-html markupsafe pygments docutils regex regex-automata regex-syntax aho-corasick memchr bstr encoding_rs encoding_rs_io globset grep-regex grep-matcher pcre2 fancy-regex unicode-segmentation unicode-width nom pest logos ' +
    'lalrpop antlr4 tree-sitter golang.org/x/text tilt haml erubi liquid redcarpet kramdown twig/twig micromatch minimatch picomatch glob fast-glob chardet icu he',
  time: 'moment dayjs date-fns luxon ms chrono time jiff python-dateutil pytz arrow pendulum carbon nesbot/carbon joda-time NodaTime tzdata timeago humanize',
  logging:
    'debug winston pino bunyan morgan log4js loglevel loguru structlog log env_logger tracing tracing-subscriber slog github.com/sirupsen/logrus go.uber.org/zap github.com/rs/zerolog monolog/monolog psr/log slf4j-api logback-classic log4j-core Serilog NLog Microsoft.Extensions.Logging opentelemetry-api @opentelemetry/api swift-log logger',
  testing:
    'mocha jest vitest chai sinon supertest nyc c8 ava tap tape jasmine karma cypress playwright @playwright/test playwright-core should after nock msw pytest pytest-cov coverage tox nox hypothesis mock unittest2 asgiref-testing github.com/stretchr/testify github.com/onsi/ginkgo github.com/onsi/gomega ' +
    'github.com/golang/mock proptest quickcheck criterion insta walkdir-testing tempfile assert_cmd trybuild rspec minitest test-unit capybara rack-test phpunit/phpunit mockery/mockery prophecy phpspec/prophecy phpspec/prophecy-phpunit junit junit-jupiter mockito-core assertj-core truth hamcrest xunit NUnit Moq FluentAssertions BenchmarkDotNet ' +
    'googletest catch2 quick nimble fast-check @testing-library/react jsdom happy-dom guava-testlib pytest-asyncio',
  build:
    'webpack rollup vite esbuild parcel turbo tsup @babel/core babel-loader gulp grunt swc @swc/core lerna nx typescript ts-node tsx setuptools wheel flit_core flit hatchling poetry-core build cc cmake bindgen cargo-build rake bundler gradle maven-compiler-plugin webpack-cli changesets @changesets/cli release-it rimraf concurrently cross-env',
  lint: 'husky lint-staged lefthook eslint prettier biome @biomejs/biome stylelint tslint husky-lint knip ruff flake8 black isort pylint mypy pyright pre-commit golangci-lint rubocop phpstan/phpstan squizlabs/php_codesniffer friendsofphp/php-cs-fixer vimeo/psalm StyleCop.Analyzers checkstyle errorprone publint @arethetypeswrong/cli ultracite',
  types:
    '@types/node typing-extensions typing_extensions types-requests zod io-ts yup joi ajv valibot pydantic attrs marshmallow cattrs github.com/go-playground/validator github.com/go-playground/validator/v10 superstruct @sinclair/typebox arktype jsr305 error_prone_annotations annotations',
  ui: 'react react-dom vue svelte @angular/core solid-js preact tailwindcss styled-components @emotion/react @radix-ui/react-slot bootstrap three d3 chart.js electron flutter qt PyQt5 tkinter egui iced gtk ratatui @mui/material lucide-react framer-motion',
  security:
    'bcrypt bcryptjs argon2 jsonwebtoken jose passport crypto-js tweetnacl uuid nanoid cryptography pyjwt passlib bcrypt-ruby golang.org/x/crypto ring rustls-pemfile sha2 sha1 md5 hmac rand devise @secretlint/core pbkdf2-password safe-buffer depd-security openssl',
  concurrency:
    'async p-limit p-queue p-map bluebird rxjs once eventemitter3 gevent greenlet trio anyio celery dramatiq tokio async-std futures rayon crossbeam crossbeam-channel crossbeam-deque crossbeam-utils parking_lot golang.org/x/sync concurrent-ruby react/promise reactor-core rxjava kotlinx-coroutines-core blinker sidekiq swift-nio arc-swap thread_local lazy_static once_cell',
  math: 'numpy scipy sympy mathjs bignumber.js decimal.js nalgebra ndarray num num-traits gonum.org/v1/gonum matrix eigen rand_distr statrs',
  system:
    'fs-extra chokidar graceful-fs mkdirp execa shelljs node-pty psutil watchdog libc nix winapi windows windows-sys walkdir ignore memmap memmap2 same-file tempdir jemallocator tikv-jemallocator which dirs winapi-util golang.org/x/sys github.com/fsnotify/fsnotify filelock platformdirs cross-spawn glob-parent python-dotenv dotenv importlib-metadata github.com/quic-go colord notify bitflags',
  cloud:
    'aws-sdk @aws-sdk/client-s3 boto3 botocore google-cloud-storage azure-storage-blob @google-cloud/storage @azure/identity github.com/aws/aws-sdk-go kubernetes docker @supabase/supabase-js firebase firebase-admin @vercel/oidc',
  'machine learning':
    'torch tensorflow keras scikit-learn transformers onnxruntime openai anthropic @anthropic-ai/sdk langchain langchain-core pandas @huggingface/inference xgboost lightgbm spacy nltk @ai-sdk/openai @ai-sdk/provider ollama candle-core llama-index @modelcontextprotocol/sdk',
  language:
    'lodash underscore ramda core-js tslib @babel/runtime regenerator-runtime inherits object-assign six future itertools more-itertools anyhow thiserror itertools-rs either cfg-if smallvec indexmap hashbrown ahash bytes byteorder base64 hex num_cpus static_assertions derive_more syn quote proc-macro2 guava commons-lang3 activesupport kotlin-stdlib scala-library swift-collections depd utils-merge once-language semver zeitwerk ruby2_keywords psr/container psr/event-dispatcher',
}
const byName = new Map(Object.entries(known).flatMap(([purpose, names]) => names.split(' ').map((name) => [name.toLowerCase(), purpose as Purpose] as const)))

const byPattern: readonly [RegExp, Purpose][] = [
  [/^@types\/|^types-|-types$|typings|\.d\.ts/, 'types'],
  [/eslint|prettier|stylelint|-lint\b|lint(?:er)?$|rubocop|phpcs|checkstyle|codestyle/, 'lint'],
  [/test|mock|jest|mocha|chai|assert|fixture|spec$|coverage|benchmark|faker/, 'testing'],
  [
    /babel|webpack|rollup|vite|esbuild|loader$|-plugin$|^plugin-|build|bundle|compiler|gradle|maven|codegen|sphinx|mkdocs|docusaurus|typedoc|pallets-sphinx/,
    'build',
  ],
  [/^(?:react|vue|svelte|angular)\b|-(?:react|vue|ui|css|icons|theme)$|tailwind|@radix-ui|bootstrap/, 'ui'],
  [/sql|postgres|mongo|redis|database|\borm\b|\bdb\b|cassandra|elastic/, 'database'],
  [/aws|gcp|google-cloud|azure|s3|lambda|kubernetes|firebase|supabase|cloudflare/, 'cloud'],
  [/openai|anthropic|llm|gpt|\bai-sdk\b|torch|tensor|ml-|neural|embedding/, 'machine learning'],
  [/json|yaml|toml|xml|csv|proto|serde|msgpack|codec|avro|parquet|schema/, 'data format'],
  [/http|router|middleware|rack|wsgi|asgi|websocket|cookie|session|server/, 'web'],
  [/log(?:ger|ging)?$|telemetry|tracing|sentry|metrics|prometheus/, 'logging'],
  [/crypt|auth|jwt|oauth|hash|tls|ssl|secret|password/, 'security'],
  [/date|time|cron|timezone/, 'time'],
  [/cli$|^cli-|color|terminal|tty|prompt|args|readline|ansi/, 'cli'],
  [/async|thread|parallel|queue|promise|future|channel|worker/, 'concurrency'],
  [/markdown|template|text|string|regex|unicode|glob|i18n|locale|parser/, 'text'],
  [/\bfs\b|file|path|process|system|os-|watch/, 'system'],
  [/math|num(?:ber|eric)|random|matrix/, 'math'],
  [/net$|fetch|client|grpc|socket|dns|url/, 'network'],
]

export const purposeOf = (name: string, scope: Dependency['scope']): Purpose => {
  const plain = name.toLowerCase()
  const direct = byName.get(plain) ?? byName.get(plain.replace(/\/v\d+$/, '')) ?? byName.get(plain.split(/[/:]/).at(-1) ?? plain)
  if (direct !== undefined) return direct
  if (scope === 'build') return 'build'
  return byPattern.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other'
}
