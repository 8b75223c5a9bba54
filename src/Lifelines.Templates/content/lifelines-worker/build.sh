#!/bin/sh
# Publishes the program into the folder app, beside which a running one goes on until it ends.
set -eu
cd -P -- "$(dirname -- "$0")"
dotnet publish --configuration Release --output "app.$$"
rm -rf app.old
[ ! -d app ] || mv app app.old
mv "app.$$" app
