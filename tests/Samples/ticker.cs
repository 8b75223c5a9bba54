#!/usr/bin/env -S dotnet --
#:package Lifelines@0.1.0
using Lifelines;

await new Lifeline().RunAsync(async token =>
{
    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
    while (await timer.WaitForNextTickAsync(token))
        Console.WriteLine("tick");
});
