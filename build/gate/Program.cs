using Lifelines.Nuke;

// Called by build.sh before the program, as a native program that needs no .NET: gate <program> [arguments of the program].
// Exit code 0: nothing is to be done. Anything else: start the program.
internal static class Program
{
    private static int Main(string[] args) => LifelineGate.IsRedundant(args[0], args[1..]) ? 0 : 1;
}
