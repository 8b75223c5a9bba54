# Runs build.cake: ./build.ps1 --target=appname:lifeline. Restores Cake if it is not there yet.
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
$env:DOTNET_NOLOGO, $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1', '1'
if (-not (Test-Path tools/restored)) {
    dotnet tool restore | Out-Null
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    New-Item -ItemType File -Force tools/restored | Out-Null
}
dotnet cake --settings_enablescriptcache=true @args
exit $LASTEXITCODE
