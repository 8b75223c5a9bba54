global using Fallout.Common;
global using Fallout.Common.Execution;
global using INukeBuild = Fallout.Common.IFalloutBuild;
global using NukeBuild = Fallout.Common.FalloutBuild;
