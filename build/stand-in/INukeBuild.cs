using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common;

public interface INukeBuild
{
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }

    AbsolutePath RootDirectory { get; }

    AbsolutePath TemporaryDirectory { get; }

    int? ExitCode { get; set; }
}
