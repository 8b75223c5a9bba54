using Nuke.Common.IO;

namespace Nuke.Common;

public interface INukeBuild
{
    AbsolutePath TemporaryDirectory { get; }
    int? ExitCode { get; set; }
}
