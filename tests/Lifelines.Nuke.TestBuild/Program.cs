using Lifelines.Nuke;

// A NUKE build with several lifelines, as a user would write it; TESTBUILD asks for a variant.
return Environment.GetEnvironmentVariable("TESTBUILD") switch
{
    null => LifelineGate.Run(args, () => Build.Start()),
    "ungated" => Build.Start(),
    "status" => LifelineGate.Run(args, () => StatusBuild.Start()),
    "pulse" => LifelineGate.Run(args, () => PulseBuild.Start()),
    "logging" => LifelineGate.Run(args, () => LoggingBuild.Start()),
    "ownrun" => LifelineGate.Run(args, () => OwnRunBuild.Start()),
    "component" => LifelineGate.Run(args, () => ComponentBuild.Start()),
    "insider" => LifelineGate.Run(args, () => InsiderBuild.Start()),
    var name => Mistakes.Start(name),
};
