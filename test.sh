#!/usr/bin/env bash
# Sets up what the tests need, builds, runs every test, and ends with one line:
#   N passed, N failed, N skipped
# counted from the runner's own report. Arguments are handed to the test runner (see: ./test.sh -?).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null; then
  echo "test.sh: the .NET 10 SDK is needed (https://dotnet.microsoft.com/download)" >&2
  exit 2
fi
if [ -z "${WAYBILL_CORPORA:-}" ]; then
  echo "test.sh: WAYBILL_CORPORA is not set: the tests on outside corpora and the seed pages will be skipped."
fi

# Twice, since a mirror may be away for a moment; what apt said is shown where it fails.
install() {
  local said
  for _ in 1 2; do
    said=$({ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; } 2>&1 >/dev/null) && return 0
  done
  tail -n 3 <<<"$said"
  return 1
}

# The pages are looked at in a real browser: Debian's Chromium, installed here where that is allowed.
browser() { [ -n "${WAYBILL_CHROMIUM:-}" ] || command -v chromium || [ -x /usr/bin/chromium-browser ] || [ -x /usr/bin/google-chrome ]; }
if ! browser >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "test.sh: installing Chromium from Debian (apt-get install chromium) for the tests of the web pages."
  install chromium || echo "test.sh: Chromium could not be installed."
fi
if ! browser >/dev/null; then
  echo "test.sh: there is no Chromium (apt-get install chromium, or name one in WAYBILL_CHROMIUM): Waybill.Tests.Web.LookTests, UseTests and parts of HostileTests will be skipped."
fi

# The second kind of store is tried on a real PostgreSQL, which every test run starts for itself.
postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
if ! postgres >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "test.sh: installing PostgreSQL from Debian (apt-get install postgresql) for the tests of stores."
  install postgresql || echo "test.sh: PostgreSQL could not be installed."
fi
if ! postgres >/dev/null 2>&1; then
  echo "test.sh: there is no PostgreSQL (apt-get install postgresql): Waybill.Tests.Storage.Postgres* and KillTests will be skipped."
fi

dotnet build Waybill.slnx -c Release -v quiet -nologo --property:WarningLevel=4 || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

if [ "${WAYBILL_FORMAT:-1}" = 1 ]; then
  dotnet format Waybill.slnx --verify-no-changes --no-restore --verbosity quiet || { echo "test.sh: dotnet format would change the files above"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
fi

passed=0 failed=0 skipped=0 broken=0
mkdir -p artifacts/tests
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  report="artifacts/tests/$name.xml"
  rm -f "$report"
  dotnet "$(dirname "$project")/bin/Release/net10.0/$name.dll" -noLogo -xml "$report" "$@" || broken=1
  if [ ! -s "$report" ]; then
    echo "test.sh: $name wrote no report" >&2
    broken=1
    continue
  fi
  for assembly in $(grep -o '<assembly [^>]*>' "$report" | tr ' ' '~'); do
    count() { sed -n "s/.*~$1=\"\([0-9]*\)\".*/\1/p" <<<"$assembly"; }
    passed=$((passed + $(count passed)))
    failed=$((failed + $(count failed) + $(count errors)))
    skipped=$((skipped + $(count skipped)))
  done
done

if [ $((passed + failed)) -eq 0 ]; then
  echo "test.sh: no test was executed" >&2
  failed=1
fi
[ "$broken" = 1 ] && [ "$failed" = 0 ] && failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
