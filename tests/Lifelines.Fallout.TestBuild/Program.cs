using Lifelines.Nuke;

return LifelineGate.Run(args, () => Build.Start());
