using Lifelines;

return (await new Lifeline().RunAsync(token => Task.Delay(Timeout.Infinite, token))).HasRun ? 1 : 0;
