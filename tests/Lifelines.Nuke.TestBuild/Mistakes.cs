using Lifelines.Nuke;
using Nuke.Common;

/// <summary>Builds with a mistake each.</summary>
internal static class Mistakes
{
    private static readonly Action _nothing = () => { };

    public static int Start(string name) => name switch
    {
        nameof(AttributeMissing) => AttributeMissing.Start(),
        nameof(NameTwice) => NameTwice.Start(),
        nameof(NameOfATarget) => NameOfATarget.Start(),
        nameof(NameLikeALifeline) => NameLikeALifeline.Start(),
        nameof(NameLikeARestart) => NameLikeARestart.Start(),
        nameof(ForeignRun) => ForeignRun.Start(),
        nameof(ForeignPrerequisite) => ForeignPrerequisite.Start(),
        nameof(ForeignComponent) => ForeignComponent.Start(),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private sealed class AttributeMissing : NukeBuild
    {
        public AttributeMissing() => this.DefineLifelineTargets("appname", _nothing);

        private Target Other => definition => definition;

        public static int Start() => Execute<AttributeMissing>(build => build.Other);
    }

    [LifelineTargets]
    private sealed class NameTwice : NukeBuild
    {
        public NameTwice()
        {
            this.DefineLifelineTargets("my-app", _nothing);
            this.DefineLifelineTargets("My:App", _nothing);
        }

        private Target Other => definition => definition;

        public static int Start() => Execute<NameTwice>(build => build.Other);
    }

    [LifelineTargets]
    private sealed class NameOfATarget : NukeBuild
    {
        public NameOfATarget() => this.DefineLifelineTargets("my-app", _nothing);

        private Target MyAppRun => definition => definition;

        public static int Start() => Execute<NameOfATarget>(build => build.MyAppRun);
    }

    [LifelineTargets]
    private sealed class NameLikeALifeline : NukeBuild
    {
        private Target ExtendLifeline => definition => definition;

        public static int Start() => Execute<NameLikeALifeline>(build => build.ExtendLifeline);
    }

    [LifelineTargets]
    private sealed class NameLikeARestart : NukeBuild
    {
        public NameLikeARestart() => this.DefineLifelineTargets("my-app", _nothing);

        private Target MyAppRestart => definition => definition;

        public static int Start() => Execute<NameLikeARestart>(build => build.MyAppRestart);
    }

    [LifelineTargets]
    private sealed class ForeignPrerequisite : NukeBuild
    {
        public ForeignPrerequisite() => this.DefineLifelineTargets("appname", _nothing, run => run.DependsOn(new Target(definition => definition)));

        private Target Other => definition => definition;

        public static int Start() => Execute<ForeignPrerequisite>(build => build.Other);
    }

    [LifelineTargets]
    private sealed class ForeignComponent : NukeBuild
    {
        public ForeignComponent() => this.DefineLifelineTargets("appname", _nothing, run => run.DependsOn<IPrepare>(component => component.Prepare));

        private Target Other => definition => definition;

        public static int Start() => Execute<ForeignComponent>(build => build.Other);
    }

    [LifelineTargets]
    private sealed class ForeignRun : NukeBuild
    {
        public ForeignRun() => this.DefineLifelineTargets("appname", definition => definition.Executes(_nothing));

        private Target Other => definition => definition;

        public static int Start() => Execute<ForeignRun>(build => build.Other);
    }
}
