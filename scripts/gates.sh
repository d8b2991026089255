#!/usr/bin/env bash
# Gates 1 to 5 of the design, with its own commands, against a running server.
#   scripts/gates.sh [BASE_URL]          default http://localhost:8000
# GATES_REPO_URL and GATES_CHAT_REPO_URL name other repositories, for trials without internet (with GITHUB_SERVER_URL set
# on the server); GATES_TOKEN is sent as a bearer token where sign-in is on. Needs curl and jq.
set -uo pipefail

BASE_URL="${1:-http://localhost:8000}"
BASE_URL="${BASE_URL%/}"
REPO_URL="${GATES_REPO_URL:-https://github.com/expressjs/express}"
CHAT_REPO_URL="${GATES_CHAT_REPO_URL:-https://github.com/vercel/next.js}"
AUTH=()
[ -n "${GATES_TOKEN:-}" ] && AUTH=(-H "Authorization: Bearer $GATES_TOKEN")

for tool in curl jq; do
  command -v "$tool" >/dev/null || { echo "gates.sh needs $tool"; exit 2; }
done

passed=0
pass() { passed=$((passed + 1)); echo "PASS  gate $1"; }
fail() { echo "FAIL  gate $1: $2"; echo "$passed of 5 gates passed"; exit 1; }

# Gate 1: API Health
[ "$(curl -s "$BASE_URL/api/health" | jq '.status == "healthy"')" = true ] || fail "1 (API health)" "the server at $BASE_URL is not healthy"
pass "1 (API health)"

# Gate 2: Story Generation
ANSWER=$(curl -s -X POST "$BASE_URL/api/stories/generate" "${AUTH[@]}" \
  -H "Content-Type: application/json" \
  -d "$(jq -n --arg url "$REPO_URL" '{repoUrl: $url, style: "documentary", duration: 5, voice: "Rachel"}')")
STORY_ID=$(echo "$ANSWER" | jq -r '.id // empty')
[ -n "$STORY_ID" ] || fail "2 (story generation)" "$ANSWER"
echo "Story ID: $STORY_ID"
pass "2 (story generation)"

# Gate 3: Status Polling (max 5 minutes)
COMPLETED=no
LAST=
for _ in $(seq 1 150); do
  RECORD=$(curl -s "${AUTH[@]}" "$BASE_URL/api/stories/$STORY_ID")
  STATUS=$(echo "$RECORD" | jq -r '.status')
  [ "$STATUS" = "$LAST" ] || echo "Status: $STATUS"
  LAST=$STATUS
  if [ "$STATUS" = "completed" ]; then
    COMPLETED=yes
    break
  elif [ "$STATUS" = "failed" ]; then
    fail "3 (status polling)" "$(echo "$RECORD" | jq -r '.error_message')"
  fi
  sleep 2
done
[ "$COMPLETED" = yes ] || fail "3 (status polling)" "still $STATUS after 5 minutes"
pass "3 (status polling)"

# Gate 4: Audio Verification
AUDIO_URL=$(curl -s "${AUTH[@]}" "$BASE_URL/api/stories/$STORY_ID" | jq -r '.audio_url')
curl -s -I "$AUDIO_URL" | grep "200 OK" || fail "4 (audio verification)" "no 200 from $AUDIO_URL"
pass "4 (audio verification)"

# Gate 5: Intent Chat
INTENT=$(curl -s -X POST "$BASE_URL/api/chat/intent" "${AUTH[@]}" \
  -H "Content-Type: application/json" \
  -d "$(jq -n --arg url "$CHAT_REPO_URL" '{message: "Explain the routing system", repoUrl: $url}')" | jq '.intent')
echo "$INTENT" | jq -e '.focusAreas and .technicalDepth and .style and .suggestedDuration' >/dev/null || fail "5 (intent chat)" "no intent: $INTENT"
echo "$INTENT"
pass "5 (intent chat)"

echo "$passed of 5 gates passed"
