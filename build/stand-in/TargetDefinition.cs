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

    public ITargetDefinition DependsOn(params Target[] targets) => Add(Dependencies, targets);

    public ITargetDefinition Before(params Target[] targets) => Add(Later, targets);

    public ITargetDefinition After(params Target[] targets) => Add(Earlier, targets);

    public ITargetDefinition Executes(params Action[] actions) => Add(target.Actions, actions);

    public ITargetDefinition Executes<T>(Func<T> action) => Executes(() => { _ = action(); });

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());

    private TargetDefinition Add<T>(List<T> list, T[] items)
    {
        list.AddRange(items);
        return this;
    }
}
