namespace Nuke.Common.Execution;

internal sealed class TargetDefinition(ExecutableTarget target) : ITargetDefinition
{
    public List<Target> Dependencies { get; } = [];

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

    public ITargetDefinition Executes(params Action[] actions)
    {
        target.Actions.AddRange(actions);
        return this;
    }

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());
}
