#!/bin/sh
# Becomes the build program, which is built first if it is out of date: ./build.sh [targets] [options], ./build.sh --help.
# All of that is the launcher's work. This script starts it, or puts it in place, in any shell.

project=build/_build.csproj

set -eu
unset CDPATH

# Where standard error is closed, bash reads this script in its place.
{ [ ! /dev/fd/2 -ef "$0" ] && true 3>&2; } || exec 2> /dev/null

script=$0
while [ -L "$script" ]; do
    link=$(readlink -- "$script")
    case $link in /*) script=$link ;; *) script=$(dirname -- "$script")/$link ;; esac
done
case $script in */*) cd -P -- "${script%/*}/" ;; esac
bin=${PWD%/}/${project%/*}/bin
export LIFELINES_CALLER=build.sh
if [ -x "$bin/launcher" ] && [ -f "$bin/current" ]; then exec "$bin/launcher" "$@"; fi

fail() {
    (trap '' PIPE && printf 'build.sh: %s\n' "$*" >&2) || true
    exit 1
}

# Sets $dotnet to the first .NET of which a command says that it will do.
find_dotnet() {
    for dotnet in ${DOTNET_ROOT:+"$DOTNET_ROOT/dotnet"} "$(command -v dotnet || true)" "${HOME:-}/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/local/share/dotnet/dotnet \
        /usr/lib/dotnet/dotnet /usr/lib64/dotnet/dotnet /opt/homebrew/opt/dotnet/libexec/dotnet /usr/local/opt/dotnet/libexec/dotnet /snap/dotnet-sdk/current/dotnet; do
        if [ -x "$dotnet" ] && "$@"; then return; fi
    done
    fail "no .NET SDK ${wanted:+$wanted or later }is found${wanted:+ (global.json asks for it)}. Install it from https://dot.net, or set DOTNET_ROOT to where it is."
}
has_sdk() { "$dotnet" --version > /dev/null 2>&1; }
wanted=$([ ! -f global.json ] || sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
if [ -f "$bin/launcher.dll" ] && [ -f "$bin/current" ]; then
    find_dotnet true
    exec "$dotnet" "$bin/launcher.dll" "$@"
fi

# The SDK needs a home, which cron may not name.
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
[ -d "${HOME:-}" ] || export HOME="$(eval "echo ~$(id -un)")"
[ -w "$HOME" ] || export HOME="$temp"
find_dotnet has_sdk

# MSBuild reads '%20', ';', ',' and '=' in a path as something else: there, a copy is built.
[ ! -t 2 ] || printf 'build.sh: putting the launcher in place\n' >&2
from=$PWD
case $from in
    *[!A-Za-z0-9_./-]*) from=$temp/root && mkdir "$from" && tar -c -f - --exclude ./.git --exclude bin --exclude obj --exclude ./artifacts . | tar -x -f - -C "$from" ;;
esac

# Without servers, for which cron would wait, and where SIGCHLD is not ignored, since .NET waits by it.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
unignore() { if env --default-signal=CHLD true 2> /dev/null; then env --default-signal=CHLD "$@"; else "$(command -v dash || command -v sh)" -c 'trap - CHLD; exec "$@"' sh "$@"; fi; }
output=$(unignore "$dotnet" msbuild "$from/$project" -restore -target:LifelinesLauncher -nologo -verbosity:quiet "-property:LifelinesRoot=$from/" \
    -property:UseArtifactsOutput=true "-property:ArtifactsPath=$temp/obj" -property:MinVerSkip=true -property:RunAnalyzers=false 2>&1) ||
    [ -f "$bin/current" ] || fail "the launcher cannot be put in place:
$output"
[ "$from" = "$PWD" ] || { mkdir -p "$bin" && cp -R "$from/${project%/*}/bin/." "$bin"; }
rm -rf "$temp"
if [ -x "$bin/launcher" ]; then exec "$bin/launcher" "$@"; fi
exec "$dotnet" "$bin/launcher.dll" "$@"
