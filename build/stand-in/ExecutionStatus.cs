namespace Nuke.Common.Execution;

public enum ExecutionStatus { None, Scheduled, NotRun, Skipped, Running, Aborted, Succeeded, Failed, Collective }
