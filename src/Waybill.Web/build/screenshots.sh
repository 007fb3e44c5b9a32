#!/usr/bin/env bash
# Makes the four pictures of the README from the sample pages, in the Chromium that is installed:
#   src/Waybill.Web/build/screenshots.sh
# Run it when the pages look different; the pictures are committed, each under 150 kB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
chromium=${WAYBILL_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
waybill=${WAYBILL:-./waybill}
work=$(mktemp -d)
out=docs/images
mkdir -p "$out"
$waybill read samples --store "$work/samples.db" >/dev/null
$waybill serve --store "$work/samples.db" --url http://127.0.0.1:0 >"$work/serve.txt" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 300); do
  at=$(grep -o 'http://127[^ ]*' "$work/serve.txt" | sed -n 1p || true)
  [ -n "$at" ] && break
  sleep 0.1
done
at=${at%/}
first() { curl -s "$at/api/v1/$1" | sed -n 1p | sed 's/.*"id":"\([^"]*\)".*/\1/'; }
shot() { # NAME PATH HEIGHT
  "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --hide-scrollbars --force-color-profile=srgb --user-data-dir="$work/profile" --window-size=1280,"$3" --screenshot="$out/$1.png" "$at$2" >/dev/null 2>&1
  size=$(stat -c %s "$out/$1.png")
  echo "$out/$1.png $((size / 1024)) kB"
  [ "$size" -lt 153600 ] || { echo "screenshots.sh: $1.png is too large" >&2; exit 1; }
}
transfer=$(first 'transfers?supplier=KOR&recipient=POL&item=K9')
claim=$(curl -s "$at/transfers/$transfer" | grep -o '/articles/[0-9a-f]*#c-[0-9a-f]*' | sed -n 1p)
family=$(curl -s "$at/transfers/$transfer" | grep -o '/families/[0-9a-zA-Z]*' | sed -n 1p)
shot overview / 1000
shot record "/transfers/$transfer" 860
shot article "${claim%%#*}" 620
shot copies "$family" 660
