#!/usr/bin/env bash
# The page in a browser: makes pages of 2, 3 and 6 reports, the worksheet and its key, and runs page.mjs over them.
# Installs what it needs: chromium, node and npm with apt where it may, playwright-core and axe-core with npm into
# target/browser. Where it cannot, it says so loudly and does nothing.
# run.sh [STORYDIFF [FOLDER]]   (default: a build of this tree; every *.html of the folder is held to the same)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
skip() {
  printf '!!!! SKIPPED: %s; the page was NOT tested in a browser\n' "$1"
  exit 0
}

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
missing=()
[ -n "$(find_browser)" ] || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
# The pages are printed in this face; another one takes another number of sides.
[ -n "$(fc-list "Liberation Sans" 2>/dev/null)" ] || missing+=(fontconfig fonts-liberation)
if [ "${#missing[@]}" -gt 0 ]; then
  {
    "${as_root[@]}" apt-get install -qq -y "${missing[@]}" ||
      { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -qq -y "${missing[@]}"; }
  } >"$work/apt" 2>&1 || skip "${missing[*]} cannot be installed here ($(tail -n 1 "$work/apt"))"
fi

packages=${CARGO_TARGET_DIR:-$root/target}/browser
mkdir -p "$packages"
[ -f "$packages/package.json" ] || echo '{"private": true}' >"$packages/package.json"
wanted=(playwright-core@1.65.1 axe-core@4.14.1)
if [ "$(cat "$packages/installed" 2>/dev/null)" != "${wanted[*]}" ]; then
  (cd "$packages" && npm install --no-fund --no-audit "${wanted[@]}") >"$work/npm" 2>&1 ||
    skip "${wanted[*]} cannot be installed here ($(tail -n 1 "$work/npm"))"
  echo "${wanted[*]}" >"$packages/installed"
fi

storydiff=${1:-}
if [ -z "$storydiff" ]; then
  (cd "$root" && cargo build --quiet)
  storydiff=${CARGO_TARGET_DIR:-$root/target}/debug/storydiff
fi
ferry=$root/data/stories/ferry
heat=$root/data/stories/heat
three=("$ferry"/harbour-courier.txt "$ferry"/northmere-post.html "$ferry"/kestrel-news.json)
"$storydiff" compare -q "${three[@]::2}" -o "$work/two.html"
"$storydiff" compare -q "${three[@]}" -o "$work/three.html"
"$storydiff" compare -q "$heat"/{daily-larkspur.html,fenwater-echo.md,hartsmoor-standard.txt,other-event.txt,quayside-radio.json,wendle-argus.txt} -o "$work/six.html"
"$storydiff" compare -q --format worksheet "${three[@]}" -o "$work/sheet.html"
"$storydiff" compare -q --format worksheet --key "${three[@]}" -o "$work/key.html"
[ -z "${2:-}" ] || cp "$2"/*.html "$work/"
cp "$root/tests/browser/page.mjs" "$packages/"
cd "$packages" && node page.mjs "$(find_browser)" "$work"/*.html
