# Runs build.cake: ./build.ps1 --target=appname:lifeline. While the worker runs, the addin's launcher answers, and Cake is not started.
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
$env:DOTNET_NOLOGO, $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1', '1'
$launcher = Get-Item tools/[Aa]ddins/*/launcher/any/launcher.dll -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
if ($launcher) {
    dotnet $launcher.FullName --cake @args
    if ($LASTEXITCODE -eq 0) { exit 0 }
}

function Test-Ready {
    $ready = Get-Item tools/ready -ErrorAction Ignore
    $ready -and -not (Get-Item dotnet-tools.json, *.cake | Where-Object LastWriteTimeUtc -GE $ready.LastWriteTimeUtc)
}

# Restores Cake, and fills its script cache by a run of a task that there is not. Several first runs at once would disturb each other.
if (-not (Test-Ready)) {
    New-Item -ItemType Directory -Force tools | Out-Null
    $end = [DateTime]::UtcNow.AddMinutes(10)
    while (-not $lock) {
        try { $lock = [IO.File]::Open("$PSScriptRoot/tools/lock", 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { if ([DateTime]::UtcNow -gt $end) { throw 'Another run makes Cake ready. Try again later.' } else { Start-Sleep -Milliseconds 200 } }
    }
    if (-not (Test-Ready)) {
        New-Item -ItemType File -Force tools/ready.new | Out-Null
        $output = dotnet tool restore 2>&1
        if ($LASTEXITCODE -eq 0) { $output = dotnet cake --settings_enablescriptcache=true --target=make-ready 2>&1 }
        if ($LASTEXITCODE -ne 0 -and "$output" -notmatch "'make-ready' was not found") { $output | Out-Host; exit 1 }
        Move-Item -Force tools/ready.new tools/ready
    }
    $lock.Dispose()
}
dotnet cake --settings_enablescriptcache=true @args
exit $LASTEXITCODE
