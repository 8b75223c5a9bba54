namespace Nuke.Common.Execution;

internal sealed class TargetDefinition(ExecutableTarget target) : ITargetDefinition
{
    public List<Target> Dependencies { get; } = [];

    public List<Target> Earlier { get; } = [];

    public List<Target> Later { get; } = [];

    public ITargetDefinition Description(string description)
    {
        target.Description = description;
        return this;
    }

    public ITargetDefinition DependsOn(params Target[] targets)
    {
        Dependencies.AddRange(targets);
        return this;
    }

    public ITargetDefinition Before(params Target[] targets)
    {
        Later.AddRange(targets);
        return this;
    }

    public ITargetDefinition After(params Target[] targets)
    {
        Earlier.AddRange(targets);
        return this;
    }

    public ITargetDefinition Executes(params Action[] actions)
    {
        target.Actions.AddRange(actions);
        return this;
    }

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());
}
