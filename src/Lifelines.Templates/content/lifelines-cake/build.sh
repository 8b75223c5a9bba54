#!/bin/sh
# Runs build.cake: ./build.sh --target=appname:lifeline. While the worker runs, the addin's launcher answers, and Cake is not started.
set -eu
case $0 in */*) cd -P -- "${0%/*}/" ;; esac
if [ -x tools/launcher ] && tools/launcher --cake "$@"; then exit 0; fi

fail() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 1
}

# Whether all was made ready since the last edit.
is_ready() {
    for file in dotnet-tools.json *.cake; do
        [ tools/ready -nt "$file" ] || return 1
    done
}

# Restores Cake, fills its script cache, and puts the addin's launcher in place.
make_ready() {
    : > tools/ready.new
    output=$(dotnet tool restore 2>&1 9>&-) || fail "Cake cannot be restored:
$output"
    # By a task that there is not, so none runs. A run that only lists tasks has a cache of its own.
    output=$(dotnet cake --settings_enablescriptcache=true --target=make-ready 2>&1 9>&-) || case $output in
        *"'make-ready' was not found"*) ;;
        *) fail "build.cake does not run:
$output" ;;
    esac
    addin=$(ls -td tools/[Aa]ddins/*/launcher 2> /dev/null | head -n 1)
    case $(uname -sm) in
        'Linux x86_64') native=$addin/linux-x64/launcher ;;
        'Linux aarch64') native=$addin/linux-arm64/launcher ;;
        *) native= ;;
    esac
    if [ -f "$native" ]; then cp "$native" tools/launcher.new; else printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$PWD/$addin/any/launcher.dll" > tools/launcher.new; fi
    chmod 755 tools/launcher.new
    mv -f tools/launcher.new tools/launcher
    mv -f tools/ready.new tools/ready
}

# The SDK needs a home, which cron may not name.
[ -d "${HOME:-}" ] || export HOME="$(eval "echo ~$(id -un)")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Several first runs at once would disturb each other.
if ! is_ready; then
    mkdir -p tools
    exec 9> tools/lock
    if command -v flock > /dev/null; then flock -w 600 9 2> /dev/null || flock -n 9 || fail "another run makes Cake ready. Try again later."; fi
    is_ready || make_ready
    exec 9>&-
fi
exec dotnet cake --settings_enablescriptcache=true "$@"
