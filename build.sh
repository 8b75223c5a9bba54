#!/usr/bin/env bash
# Builds the build program if it is out of date, then becomes it: ./build.sh [targets] [options], ./build.sh --help.
# Runs on bash 3.2 and later. A call that has nothing to build starts two small processes besides the program:
# find, and the gate, which stands in for the program in a redundant tick.

set -eu
unset CDPATH

fail() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 1
}

# Sets $resolved to the file that a path leads to through symbolic links.
resolve() {
    resolved=$1
    while [ -L "$resolved" ]; do
        link=$(readlink "$resolved")
        case $link in
            /*) resolved=$link ;;
            *) resolved=${resolved%/*}/$link ;;
        esac
    done
}

# NUKE finds the root from the working directory.
case ${BASH_SOURCE[0]} in
    */*) resolve "${BASH_SOURCE[0]}" ;;
    *) resolve "$PWD/${BASH_SOURCE[0]}" ;;
esac
cd -P -- "${resolved%/*}"
root=$PWD

# NUKE and the .NET SDK need both; cron's environment may have neither.
if [ ! -d "${HOME:-}" ]; then
    unset HOME
    HOME=~
    [ -d "$HOME" ] || HOME=$root/build/bin/home
fi
export HOME PATH

# Otherwise NUKE evaluates the project and may send data, on every run.
export NUKE_TELEMETRY_OPTOUT=1

# Everything that the build program is made of.
inputs=(build src/Directory.Build.props src/Lifelines src/Lifelines.Nuke global.json Directory.*)

# What the last build left in build/bin/current, in a line each: the program, the .NET installation, the inputs.
# The file is as old as the start of that build. A change time, unlike a modification time, cannot be older than the change.
is_current() {
    [ -f build/bin/current ] || return 1
    { read -r program && read -r DOTNET_ROOT && read -r built_from; } < build/bin/current
    [ -x "$program" ] && [ -x "$DOTNET_ROOT/dotnet" ] && [ "$built_from" = "${inputs[*]}" ] || return 1
    local changed
    changed=$(find "${inputs[@]}" -path build/bin -prune -o -newercm build/bin/current -print -quit) && [ -z "$changed" ]
}

find_dotnet() {
    local wanted candidate
    wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
    for candidate in ${DOTNET_ROOT:+"$DOTNET_ROOT/dotnet"} "$(command -v dotnet || true)" "$HOME/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/local/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/lib64/dotnet/dotnet \
        /opt/homebrew/opt/dotnet/libexec/dotnet /usr/local/opt/dotnet/libexec/dotnet /snap/dotnet-sdk/current/dotnet; do
        if [ -x "$candidate" ] && "$candidate" --version > /dev/null 2>&1; then
            resolve "$candidate"
            DOTNET_ROOT=${resolved%/*}
            return
        fi
    done
    fail "no .NET SDK $wanted or later is found (global.json asks for it). Install it from https://dot.net, or set DOTNET_ROOT to where it is."
}

# Whether the output of a restore says that a package, or its version, does not exist: NuGet's errors NU1101 to NU1103.
is_not_served() {
    case $2 in
        *NU110[123]*"$1"*) return 0 ;;
        *) return 1 ;;
    esac
}

# In a shell of its own: what the SDK is told here is not for the program.
build() (
    find_dotnet
    export DOTNET_ROOT DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
    # Leave no server processes behind: cron would wait for them.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

    # Each build has a folder of its own: it neither meets another build nor touches what a running program has loaded.
    fresh=build/bin/$(date +%Y%m%d-%H%M%S)-$$
    trap 'rm -rf "$fresh" "$fresh.obj" "$fresh.current" "$fresh.props"' EXIT
    mkdir -p "$fresh" "$HOME"
    printf '%s\n' "$fresh/_build" "$DOTNET_ROOT" "${inputs[*]}" > "$fresh.current"

    # NUKE's package, and the compiler that saves start-up time (ReadyToRun), are not served by every registry.
    ready=true is_forced=${NukeStandIn:+true}
    export NukeStandIn=${NukeStandIn:-false}
    until output=$("$DOTNET_ROOT/dotnet" restore build/_build.csproj -consoleLoggerParameters:ErrorsOnly \
        -p:ArtifactsPath="$root/$fresh.obj" -p:MinVerSkip=true -p:PublishReadyToRun=$ready 2>&1); do
        if [ -z "$is_forced" ] && [ "$NukeStandIn" = false ] && is_not_served Nuke.Common "$output"; then
            NukeStandIn=true
        elif [ "$ready" = true ] && is_not_served Microsoft.NETCore.App "$output"; then
            ready=false
        else
            fail "the packages cannot be restored:"$'\n'"$output"
        fi
    done
    output=$("$DOTNET_ROOT/dotnet" publish build/_build.csproj --configuration Release --output "$fresh" --no-restore \
        -consoleLoggerParameters:ErrorsOnly -p:ArtifactsPath="$root/$fresh.obj" -p:MinVerSkip=true -p:PublishReadyToRun=$ready 2>&1) \
        || fail "the build program cannot be built:"$'\n'"$output"

    # What answers a redundant tick without .NET. It takes a linker, and a compiler that is not served by every registry.
    if command -v clang > /dev/null || command -v gcc > /dev/null; then
        "$DOTNET_ROOT/dotnet" publish build/gate/gate.csproj --configuration Release --output "$fresh/gate" \
            -p:ArtifactsPath="$root/$fresh.obj" -p:MinVerSkip=true -p:NativeGate=true > "$fresh/gate.log" 2>&1 || rm -rf "$fresh/gate"
    fi

    printf '<Project><PropertyGroup><NukeStandIn>%s</NukeStandIn></PropertyGroup></Project>\n' "$NukeStandIn" > "$fresh.props"
    mv -f "$fresh.props" build/bin/engine.props
    mv -f "$fresh.current" build/bin/current
    rm -rf "$fresh.obj"
    trap - EXIT
    case $NukeStandIn in
        true) printf 'build.sh: built with the stand-in for NUKE (build/stand-in): the package Nuke.Common cannot be had here.\n' >&2 ;;
        *) printf 'build.sh: built with NUKE.\n' >&2 ;;
    esac
    remove_old_builds
)

# Not those that were made lately, or that a process runs.
remove_old_builds() {
    local commands old
    commands=$(ps ax -o command= 2> /dev/null) || return 0
    for old in $(find build/bin -mindepth 1 -maxdepth 1 -type d -name '2*-*' -mtime +0); do
        case $commands in
            *"$old/"*) ;;
            *) rm -rf "$old" ;;
        esac
    done
}

# One build at a time, for the machine's sake: without it, builds only cost more. A builder that was killed is passed over.
build_in_turn() {
    local builder turns=0
    mkdir -p build/bin
    while ! ln -s "$$" build/bin/builder 2> /dev/null && [ $((turns += 1)) -lt 600 ]; do
        builder=$(readlink build/bin/builder) || continue
        kill -0 "$builder" 2> /dev/null || rm -f build/bin/builder
        sleep 0.2
    done
    trap 'rm -f build/bin/builder' EXIT
    is_current || build
    rm -f build/bin/builder
    trap - EXIT
    is_current || fail "the build program was changed while it was built. Start again."
}

is_current || build_in_turn
gate=${program%/*}/gate/gate
if [ -x "$gate" ] && "$gate" "$program" "$@"; then
    exit 0
fi
export DOTNET_ROOT
command -v dotnet > /dev/null || PATH=$PATH:$DOTNET_ROOT
exec "$root/$program" "$@"
