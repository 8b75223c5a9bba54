# Runs the build program, which is built first if it is out of date: ./build.ps1 [targets] [options], ./build.ps1 --help.
# All of that is the launcher's work. This script starts it, or puts it in place: PowerShell 7 and Windows PowerShell 5.1.

$project = 'build/_build.csproj'

$ErrorActionPreference = 'Stop'
# What a program prints on standard error is no error of this script.
$PSNativeCommandUseErrorActionPreference = $false
Set-Location -LiteralPath $PSScriptRoot
[Environment]::CurrentDirectory = $PSScriptRoot
$env:LIFELINES_CALLER = 'build.ps1'
$bin = Join-Path $PSScriptRoot (Join-Path (Split-Path $project) 'bin')
$native, $managed, $record = 'launcher', 'launcher.dll', 'current' | ForEach-Object { Join-Path $bin $_ }

function Start-Launcher([string] $dotnet, [object[]] $arguments) {
    if (-not (Test-Path -LiteralPath $record)) { return }
    if ((Test-Path -LiteralPath $native) -and [IO.Path]::DirectorySeparatorChar -eq '/') { & $native @arguments; exit $LASTEXITCODE }
    if ($dotnet -and (Test-Path -LiteralPath $managed)) { & $dotnet $managed @arguments; exit $LASTEXITCODE }
}

function Stop-Build([string] $message) {
    [Console]::Error.WriteLine("build.ps1: $message")
    exit 1
}

Start-Launcher '' $args
$name = if ($env:OS -eq 'Windows_NT') { 'dotnet.exe' } else { 'dotnet' }
$folders = @($env:DOTNET_ROOT) + "$env:PATH".Split([IO.Path]::PathSeparator) + @("$HOME/.dotnet", "$env:ProgramFiles/dotnet", '/usr/share/dotnet', '/usr/lib/dotnet')
$dotnet = $folders | Where-Object { $_ } | ForEach-Object { Join-Path $_ $name } | Where-Object { Test-Path -LiteralPath $_ } | Select-Object -First 1
if (-not $dotnet) { Stop-Build 'no .NET SDK is found. Install it from https://dot.net, or set DOTNET_ROOT to where it is.' }
Start-Launcher $dotnet $args
$env:DOTNET_NOLOGO, $env:DOTNET_CLI_TELEMETRY_OPTOUT, $env:MSBUILDDISABLENODEREUSE = '1', '1', '1'
$objects = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$ErrorActionPreference = 'Continue' # Windows PowerShell would take a line on standard error for an exception.
$output = & $dotnet msbuild $project -restore -target:LifelinesLauncher -nologo -verbosity:quiet "-property:LifelinesRoot=$PSScriptRoot/" -property:UseArtifactsOutput=true "-property:ArtifactsPath=$objects" -property:MinVerSkip=true -property:RunAnalyzers=false 2>&1 | Out-String
if (Test-Path -LiteralPath $objects) { Remove-Item -Recurse -Force -LiteralPath $objects }
Start-Launcher $dotnet $args
Stop-Build "the launcher cannot be put in place:`n$output"
