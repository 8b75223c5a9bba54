namespace Nuke.Common;

public interface ITargetDefinition
{
    ITargetDefinition Description(string description);
    ITargetDefinition DependsOn(params Target[] targets);
    ITargetDefinition Before(params Target[] targets);
    ITargetDefinition After(params Target[] targets);
    ITargetDefinition Executes(params Action[] actions);
    ITargetDefinition Executes<T>(Func<T> action);
    ITargetDefinition Executes(Func<Task> action);
}
