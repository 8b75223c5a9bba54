using Lifelines.Nuke;

internal static class Program
{
    private static int Main(string[] args) => LifelineGate.Run(args, () => Build.Start());
}
