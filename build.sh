#!/usr/bin/env bash
# Builds the build program if it is out of date, then becomes it: ./build.sh [targets] [options], ./build.sh --help.
# Runs on bash 3.2 and later. A call that has nothing to build starts two small processes besides the program:
# find, and the gate, which stands in for the program in a redundant tick.

# sh may be another shell, or bash in its POSIX mode.
[ -n "${BASH_VERSION:-}" ] || exec bash -- "$0" "$@"
set +o posix
set -eu
unset CDPATH

# Where one of the three is closed, the next file that is opened would take its place and get what is printed. For
# standard error, that is this script.
{ [ ! /dev/fd/2 -ef "${BASH_SOURCE[0]}" ] && true 3>&2; } || exec 2> /dev/null
{ true 3<&0; } 2> /dev/null || exec < /dev/null
{ true 3>&1; } 2> /dev/null || exec > /dev/null

# Goes on if nobody reads it, or the disk is full.
say() {
    (trap '' PIPE && printf 'build.sh: %s\n' "$*" >&2) || true
}

fail() {
    say "$@"
    exit 1
}

# Sets $resolved to the file that a path leads to through symbolic links.
resolve() {
    resolved=$1
    while [ -L "$resolved" ]; do
        link=$(readlink -- "$resolved")
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
cd -P -- "${resolved%/*}/"
root=${PWD%/}

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
inputs=(build src/Directory.* src/Lifelines src/Lifelines.Nuke src/Shared global.json Directory.*)

# What the last build left in build/bin/current, in a line each: the program, the .NET installation, the inputs, their checksum.
# The file is as old as the start of that build. A change time, unlike a modification time, cannot be older than the change.
is_current() {
    [ -f build/bin/current ] || return 1
    [ -r build/bin/current ] || deny
    { read -r program && read -r DOTNET_ROOT && read -r built_from && read -r contents; } < build/bin/current || return 1
    [ -x "$program" ] && [ -x "$DOTNET_ROOT/dotnet" ] && [ "$built_from" = "${inputs[*]}" ] || return 1
    local changed
    changed=$(find "${inputs[@]}" -path build/bin -prune -o -newercm build/bin/current -print -quit) || return 1
    [ -z "$changed" ] || has_same_contents
}

# A copy, such as a layer of an image, has change times of its own. What is in its files decides, and that is remembered
# by the time of build/bin/current, where this user may set it.
has_same_contents() {
    local start=build/bin/$$.start same=false
    touch "$start" 2> /dev/null || true
    if [ "$contents" = "$(checksum)" ]; then
        same=true
        [ ! -f "$start" ] || touch -r "$start" build/bin/current 2> /dev/null || true
    fi
    rm -f "$start"
    [ "$same" = true ]
}

checksum() {
    find "${inputs[@]}" -path build/bin -prune -o -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

deny() {
    fail "$(id -un) may not read and write $root/build/bin, which $(ls -ld build/bin | awk '{ print $3 }') has made. Let that user build, with a umask such as 022, or give the folder away (chown -R)."
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

# A parent that ignores SIGCHLD passes that on, and then .NET waits for ever for what it starts. bash cannot undo it.
run_dotnet() (
    cd -- "$from/"
    if env --default-signal=CHLD true 2> /dev/null; then
        exec env --default-signal=CHLD "$DOTNET_ROOT/dotnet" "$@"
    else
        exec "$(command -v dash || command -v sh)" -c 'trap - CHLD; exec "$@"' sh "$DOTNET_ROOT/dotnet" "$@"
    fi
)

# In a shell of its own: what the SDK is told here is not for the program.
build() (
    find_dotnet
    [ -w "$HOME" ] || HOME=$root/build/bin/home
    export DOTNET_ROOT DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
    # Leave no server processes behind: cron would wait for them.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

    # Each build has a folder of its own: it neither meets another build nor touches what a running program has loaded.
    fresh=build/bin/$(date +%Y%m%d-%H%M%S)-$$ copy= from=$root
    trap 'rm -rf "$fresh" "$fresh.obj" "$fresh.start" "$fresh.current" "$fresh.props" "$copy"' EXIT
    mkdir -p "$fresh" "$HOME"
    printf '%s\n' "$fresh/_build" "$DOTNET_ROOT" "${inputs[*]}" > "$fresh.start"
    { cat "$fresh.start" && checksum; } > "$fresh.current"
    touch -r "$fresh.start" "$fresh.current"

    # In a path, MSBuild and the compiler read '%20', ';', ',' and '=' as something else: there, a copy is built.
    case $root in
        *[!A-Za-z0-9_./-]*)
            copy=$(mktemp -d)
            from=$copy
            tar -c -f - --exclude build/bin "${inputs[@]}" | tar -x -f - -C "$from"
            find . -maxdepth 1 -type f -exec cp {} "$from" \;
            ;;
    esac

    # NUKE's package, and the compiler that saves start-up time (ReadyToRun), are not served by every registry.
    ready=true is_forced=${NukeStandIn:+true}
    export NukeStandIn=${NukeStandIn:-false}
    until output=$(run_dotnet restore "$from/build/_build.csproj" -consoleLoggerParameters:ErrorsOnly \
        -p:ArtifactsPath="$from/$fresh.obj" -p:MinVerSkip=true -p:PublishReadyToRun=$ready 2>&1); do
        if [ -z "$is_forced" ] && [ "$NukeStandIn" = false ] && is_not_served Nuke.Common "$output"; then
            NukeStandIn=true
        elif [ "$ready" = true ] && is_not_served Microsoft.NETCore.App "$output"; then
            ready=false
        else
            fail "the packages cannot be restored:"$'\n'"$output"
        fi
    done
    output=$(run_dotnet publish "$from/build/_build.csproj" --configuration Release --output "$from/$fresh" --no-restore \
        -consoleLoggerParameters:ErrorsOnly -p:ArtifactsPath="$from/$fresh.obj" -p:MinVerSkip=true -p:PublishReadyToRun=$ready 2>&1) \
        || fail "the build program cannot be built:"$'\n'"$output"

    # What answers a redundant tick without .NET. It takes a linker, and a compiler that is not served by every registry.
    if command -v clang > /dev/null || command -v gcc > /dev/null; then
        run_dotnet publish "$from/build/gate/gate.csproj" --configuration Release --output "$from/$fresh/gate" \
            -p:ArtifactsPath="$from/$fresh.obj" -p:MinVerSkip=true -p:NativeGate=true > "$fresh/gate.log" 2>&1 || rm -rf "$from/$fresh/gate"
    fi

    [ -z "$copy" ] || cp -R "$copy/$fresh" build/bin
    printf '<Project><PropertyGroup><NukeStandIn>%s</NukeStandIn></PropertyGroup></Project>\n' "$NukeStandIn" > "$fresh.props"
    mv -f "$fresh.props" build/bin/engine.props
    mv -f "$fresh.current" build/bin/current
    rm -rf "$fresh.obj" "$fresh.start" "$copy"
    trap - EXIT
    case $NukeStandIn in
        true) say "built with the stand-in for NUKE (build/stand-in): the package Nuke.Common cannot be had here." ;;
        *) say "built with NUKE." ;;
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
    [ -w build/bin ] && [ -x build/bin ] || deny
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
