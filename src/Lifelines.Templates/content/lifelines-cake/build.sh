#!/bin/sh
# Runs build.cake: ./build.sh --target=appname:lifeline. Restores Cake if it is not there yet.
set -eu
cd -P -- "$(dirname -- "$0")"
[ -d "${HOME:-}" ] || export HOME="$(eval "echo ~$(id -un)")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
[ tools/restored -nt dotnet-tools.json ] || { dotnet tool restore > /dev/null && mkdir -p tools && touch tools/restored; }
exec dotnet cake --settings_enablescriptcache=true "$@"
