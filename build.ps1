# Builds the build program if it is out of date, then runs it: ./build.ps1 [targets] [options], ./build.ps1 --help.
# For PowerShell 7 and Windows PowerShell 5.1.

$ErrorActionPreference = 'Stop'
# What a program prints on standard error is no error of this script.
$PSNativeCommandUseErrorActionPreference = $false

function Stop-Build([string] $message) {
    [Console]::Error.WriteLine("build.ps1: $message")
    exit 1
}

# NUKE finds the root from the working directory.
Set-Location -LiteralPath $PSScriptRoot
[Environment]::CurrentDirectory = $PSScriptRoot

# Otherwise NUKE evaluates the project and may send data, on every run.
$env:NUKE_TELEMETRY_OPTOUT = '1'

$bin = Join-Path $PSScriptRoot 'build/bin'
$current = Join-Path $bin 'current.ps1.txt'
$separator = [IO.Path]::DirectorySeparatorChar

# Everything that the build program is made of, with its time and size: what is edited, added or removed changes the text.
function Get-Inputs {
    $files = @(Get-ChildItem -LiteralPath 'build', 'src/Lifelines', 'src/Lifelines.Nuke', 'src/Shared' -Recurse -File |
        Where-Object { -not $_.FullName.StartsWith($bin + $separator) }) + @(Get-Item -Path 'global.json', 'Directory.*', 'src/Directory.*')
    ($files | ForEach-Object { '{0}|{1}|{2}' -f $_.FullName.Substring($PSScriptRoot.Length), $_.LastWriteTimeUtc.Ticks, $_.Length }) -join "`n"
}

function Get-Program {
    if (-not (Test-Path -LiteralPath $current)) { return }
    $program, $builtFrom = (Get-Content -LiteralPath $current -Raw) -split "`n", 2
    $program = Join-Path $bin $program
    if ((Test-Path -LiteralPath $program) -and $builtFrom -eq (Get-Inputs)) { return $program }
}

function Find-DotNet {
    $ErrorActionPreference = 'Continue' # Windows PowerShell would take a line on standard error for an exception.
    $name = if ($separator -eq '\') { 'dotnet.exe' } else { 'dotnet' }
    $candidates = @()
    if ($env:DOTNET_ROOT) { $candidates += Join-Path $env:DOTNET_ROOT $name }
    $command = Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($command) { $candidates += $command.Source }
    if ($env:ProgramFiles) { $candidates += Join-Path $env:ProgramFiles "dotnet/$name" }
    foreach ($candidate in $candidates) {
        if (Test-Path -LiteralPath $candidate) {
            try { & $candidate --version *> $null } catch { continue }
            if ($LASTEXITCODE -eq 0) { return $candidate }
        }
    }
    $wanted = (Get-Content -LiteralPath 'global.json' -Raw | ConvertFrom-Json).sdk.version
    Stop-Build "no .NET SDK $wanted or later is found (global.json asks for it). Install it from https://dot.net, or set DOTNET_ROOT to where it is."
}

function Build-Program {
    $ErrorActionPreference = 'Continue'
    $dotnet = Find-DotNet
    $inputs = Get-Inputs
    $env:DOTNET_NOLOGO = '1'
    $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    $env:MSBUILDDISABLENODEREUSE = '1'
    $env:DOTNET_CLI_USE_MSBUILD_SERVER = '0'
    $env:UseSharedCompilation = 'false'

    # Each build has a folder of its own: it neither meets another build nor touches what a running program has loaded.
    $name = '{0:yyyyMMdd-HHmmss}-{1}' -f (Get-Date), $PID
    $fresh = Join-Path $bin $name
    $objects = "$fresh.obj"
    New-Item -ItemType Directory -Force -Path $fresh | Out-Null
    try {
        $standIn = $env:NukeStandIn
        if (-not $standIn) {
            $standIn = 'false'
            $output = & $dotnet restore build/_build.csproj '-consoleLoggerParameters:ErrorsOnly' '-p:NukeStandIn=false' "-p:ArtifactsPath=$objects" '-p:MinVerSkip=true' 2>&1 | Out-String
            if ($LASTEXITCODE -ne 0) {
                if ($output -notmatch 'NU110[123].*Nuke\.Common') { Stop-Build "the packages cannot be restored:`n$output" }
                $standIn = 'true'
            }
        }
        $output = & $dotnet publish build/_build.csproj --configuration Release --output $fresh '-consoleLoggerParameters:ErrorsOnly' "-p:NukeStandIn=$standIn" "-p:ArtifactsPath=$objects" '-p:MinVerSkip=true' 2>&1 | Out-String
        if ($LASTEXITCODE -ne 0) {
            Remove-Item -Recurse -Force -LiteralPath $fresh
            Stop-Build "the build program cannot be built:`n$output"
        }
    }
    finally {
        if (Test-Path -LiteralPath $objects) { Remove-Item -Recurse -Force -LiteralPath $objects }
    }

    [IO.File]::WriteAllText((Join-Path $bin 'engine.props'), "<Project><PropertyGroup><NukeStandIn>$standIn</NukeStandIn></PropertyGroup></Project>`n")
    $program = if ($separator -eq '\') { '_build.exe' } else { '_build' }
    [IO.File]::WriteAllText($current, "$name$separator$program`n$inputs")
    if ($standIn -eq 'true') {
        [Console]::Error.WriteLine('build.ps1: built with the stand-in for NUKE (build/stand-in): the package Nuke.Common cannot be had here.')
    }
    else {
        [Console]::Error.WriteLine('build.ps1: built with NUKE.')
    }
}

$program = Get-Program
if (-not $program) {
    Build-Program
    $program = Get-Program
    if (-not $program) { Stop-Build 'the build program was changed while it was built. Start again.' }
}

& $program @args
exit $LASTEXITCODE
