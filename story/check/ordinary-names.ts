// Names that look like code and are the world's: a sentence may use them whether or not the repository does.
const names = `
AngularJS AppKit AppVeyor AssemblyScript AsyncIO AutoHotkey BigQuery BitBucket Bitbucket BrowserStack CentOS CircleCI CloudFlare CloudFormation CloudFront CloudWatch
CockroachDB CodeQL CodeSandbox CoffeeScript CommonJS CouchDB CSharp D3.js DataFrame DeepMind DevOps DigitalOcean DirectX DockerHub DuckDB DynamoDB eBay
ECMAScript ElasticSearch ElevenLabs Elasticsearch Ember.js ESLint Express.js FastAPI FFmpeg FreeBSD GitHub GitLab GitOps GNOME Godoc GoDoc Google GraphQL gRPC GraphViz
GTK HashiCorp HBase HomeBrew IntelliJ InfluxDB iOS iPad iPadOS iPhone IPv4 IPv6 JavaDoc JavaFX JavaScript jQuery JSDoc JSLint JSON5 JSONPath JSX JUnit JupyterLab KDE LaTeX LevelDB
LibreOffice LightGBM LinkedIn LLaMA macOS MacOS MariaDB MathJax MathML McCarthy McIlroy MessagePack MinIO MobX MongoDB MySQL NeoVim NestJS NetBSD NetBeans Next.js NixOS
Node.js NodeJS NoSQL npmjs.com NumPy Nuxt.js OAuth OAuth2 ObjectiveC OCaml OpenAI OpenAPI OpenBSD OpenCL OpenCV OpenGL OpenID OpenSSH OpenSSL OpenStack OpenTelemetry
PayPal PhD PostCSS PostScript PostgreSQL PowerPC PowerPoint PowerShell PyCharm PyPI PyPy PyTorch QuickSort RabbitMQ React.js ReactJS ReasonML RedHat RocksDB RubyGems RuboCop
SaaS SciPy ScyllaDB SharePoint SmallTalk SoundCloud SourceForge SQLAlchemy SQLite StackOverflow SwiftUI SystemD TeamCity TensorFlow TeX Three.js tvOS TypeScript UIKit uWSGI UTF-8
VBScript VirtualBox VoIP VSCode VMware Vue.js VueJS watchOS WebAssembly WebGL WebGPU WebKit WebRTC WebSocket WebSockets WhatsApp WiFi WordPress XHTML XPath YouTube ZeroMQ
`
export const ordinaryNames: ReadonlySet<string> = new Set(names.split(/\s+/).filter((name) => name !== ''))

/** Endings that make a word a file's name, whatever the repository holds. */
export const fileEndings: ReadonlySet<string> = new Set(
  `c cc cfg clj cljs cmake conf cpp cs css csv cts cxx dart ex exs elm erl fs gemspec go gradle graphql groovy h hcl hh hpp hs htm html ini ipynb java jl js json json5 jsonc jsx kt kts lock lua m md mdx mjs cjs mk ml mli mm mts nim nix
  php pl pm proto ps1 py pyi pyx r rb rake rs rst sass scala scss sh sol sql svelte swift tf toml ts tsx txt vb vim vue xml yaml yml zig`
    .split(/\s+/)
    .filter((ending) => ending !== ''),
)
