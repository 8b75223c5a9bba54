using Lifelines.Nuke;

// In a class of its own, and a lambda: a redundant tick does not load NUKE.
return LifelineGate.Run(args, () => Build.Start());
