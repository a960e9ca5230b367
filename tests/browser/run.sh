#!/usr/bin/env bash
# The page in a browser: makes pages of 2, 3 and 6 reports and the worksheet, and runs page.mjs over them.
# Needs chromium, node and npm; says loudly when one is missing, and then does nothing.
# run.sh [STORYDIFF]   (default: the release build)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
storydiff=${1:-$root/target/release/storydiff}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
for needed in "$browser" "$(command -v node || true)" "$(command -v npm || true)"; do
  if [ -z "$needed" ]; then
    echo "SKIPPED: no chromium, node or npm here; the page is not tested in a browser" >&2
    exit 0
  fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$root/tests/browser/page.mjs" "$work/"
(cd "$work" && npm init -y >/dev/null && npm install --silent --no-fund --no-audit playwright-core@1 axe-core@4 >/dev/null 2>&1) || {
  echo "SKIPPED: playwright-core and axe-core cannot be installed here; the page is not tested in a browser" >&2
  exit 0
}
stories=$root/data/stories
"$storydiff" compare -q "$stories"/ferry/harbour-courier.txt "$stories"/ferry/kestrel-news.json -o "$work/two.html"
"$storydiff" compare -q "$stories"/ferry/{harbour-courier.txt,kestrel-news.json,northmere-post.html} -o "$work/three.html"
"$storydiff" compare -q "$stories"/heat/{daily-larkspur.html,fenwater-echo.md,hartsmoor-standard.txt,other-event.txt,quayside-radio.json,wendle-argus.txt} -o "$work/six.html"
"$storydiff" compare -q --format worksheet "$stories"/ferry/{harbour-courier.txt,kestrel-news.json,northmere-post.html} -o "$work/sheet.html"
pages=("$work"/{two,three,six,sheet}.html)
shared=$root/../shared/stories/spicer-2017
if [ -d "$shared" ]; then
  "$storydiff" compare -q "$shared"/*.txt -o "$work/spicer.html"
  pages+=("$work/spicer.html")
fi
cd "$work" && node page.mjs "$browser" "$work/node_modules/axe-core/axe.min.js" "${pages[@]}"
