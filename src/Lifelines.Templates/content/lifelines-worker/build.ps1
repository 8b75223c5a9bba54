# Publishes the program into the folder app.
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
dotnet publish --configuration Release --output app
exit $LASTEXITCODE
