#!/bin/bash
# Makes the pictures of the README: docs/terminal.png and docs/page.png.
#
# Needs the built command (first argument, else target/release/storydiff), python3 and Debian's chromium, which draws
# both without a window. Run it again after a change of the table or the page, and look at what it made.
set -euo pipefail
cd "$(dirname "$0")/.."
tool=${1:-target/release/storydiff}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
story=(data/stories/ferry/harbour-courier.txt data/stories/ferry/northmere-post.html data/stories/ferry/kestrel-news.json)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What diverges, with its colours, as a page in a fixed-width type.
"$tool" --color always --hyperlink never --width 100 "${story[@]}" | sed '/SHARED (/Q' > "$work/terminal.ansi"
lines=$(wc -l < "$work/terminal.ansi")
python3 - "$work/terminal.ansi" > "$work/terminal.html" <<'PYTHON'
import html, re, sys

STYLES = {"1": "font-weight:bold", "2": "color:#8f959e", "33": "color:#ffc45c", "36": "color:#5ccfe6"}
lines = ["<!DOCTYPE html><meta charset='utf-8'><style>body{margin:0;background:#1c1f24;color:#e6e3dd}"
         "pre{margin:18px;font:15px/1.3 'DejaVu Sans Mono',monospace}b{font-weight:normal}</style><pre>"
         "<span style='color:#7fd17f'>$</span> storydiff harbour-courier.txt northmere-post.html kestrel-news.json\n"]
for part in re.split("(\x1b\\[[0-9;]*m)", open(sys.argv[1], encoding="utf-8").read()):
    if part.startswith("\x1b["):
        codes = part[2:-1].split(";")
        styles = [STYLES[code] for code in codes if code in STYLES]
        lines.append("<b style='%s'>" % ";".join(styles) if styles else "</b>")
    else:
        lines.append(html.escape(part))
print("".join(lines) + "</pre>")
PYTHON
"$tool" -q --view divergent,quotations -o "$work/page.html" "${story[@]}"

# $1: page, $2: picture, $3: width and height
picture() {
    "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb \
        --user-data-dir="$work/profile" --window-size="$3" --screenshot="$work/$2" "file://$work/$1" 2> "$work/log" \
        || { cat "$work/log" >&2; exit 1; }
    mv "$work/$2" "docs/$2"
}
# 20 pixels a line, and the margins.
picture terminal.html terminal.png "960,$((lines * 20 + 48))"
picture page.html page.png 1280,1150
ls -l docs/*.png
