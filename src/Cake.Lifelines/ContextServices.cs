using Cake.Core;

namespace Cake.Lifelines;

/// <summary>Finds Cake's services.</summary>
internal static class ContextServices
{
    /// <exception cref="CakeException">This Cake does not give it to addins.</exception>
    public static T Service<T>(this ICakeContext context) =>
        (T?)context.ServiceProvider.GetService(typeof(T)) ?? throw new CakeException($"Cake does not give its {typeof(T).Name} to addins: this addin is written for Cake 7.");
}
