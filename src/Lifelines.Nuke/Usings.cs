// All that the sources know of the engine's names: a project for a fork of NUKE compiles them with its own.
global using Nuke.Common;
global using Nuke.Common.Execution;
