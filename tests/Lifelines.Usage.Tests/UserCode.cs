using System.Reflection;
using Basic.Reference.Assemblies;
using Cake.Core.Annotations;
using Cake.Core.Scripting;
using Cake.Core.Scripting.CodeGen;
using Cake.Lifelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lifelines.Usage.Tests;

/// <summary>Code as a user writes it, compiled as it would be where the user writes it.</summary>
internal static class UserCode
{
    // What a project of `dotnet new console` has besides.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] _packages = ["Cake.*.dll", "Lifelines.dll", "Lifelines.Extensions.Hosting.dll", "Lifelines.Nuke.dll", "Microsoft.Extensions.*.dll", "Nuke.*.dll", "Serilog*.dll", "xunit.v3.*.dll"];

    private static readonly IReadOnlyList<MetadataReference> _references =
    [
        .. Net100.References.All,
        .. _packages.SelectMany(pattern => Directory.GetFiles(AppContext.BaseDirectory, pattern)).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    // As the SDK does: an assembly that was built for an older .NET.
    private static readonly Dictionary<string, ReportDiagnostic> _suppressed = new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    // A program of one file begins with "#!" and "#:package": as the SDK does, the compiler leaves these to the SDK.
    private static readonly CSharpParseOptions _options = CSharpParseOptions.Default.WithFeatures([new("FileBasedProgram", "true")]);

    private static readonly MethodInfo[] _aliases =
    [
        .. new[] { typeof(LifelineAliases).Assembly, typeof(Cake.Common.ArgumentAliases).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(CakeMethodAliasAttribute))),
    ];

    /// <summary>Compiles a program.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="hasImplicitUsings">Whether its project has them; that of <c>nuke :setup</c> does not.</param>
    public static CSharpCompilation Compile(string source, bool hasImplicitUsings = true)
    {
        var tree = CSharpSyntaxTree.ParseText(source, _options);
        return CSharpCompilation.Create(
            "program",
            [tree, CSharpSyntaxTree.ParseText(hasImplicitUsings ? ImplicitUsings : "", _options)],
            _references,
            new CSharpCompilationOptions(
                IsProgram(tree) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: _suppressed));
    }

    /// <summary>Compiles a script of Cake: what Cake writes before it are its namespaces, and a method for each alias.</summary>
    public static CSharpCompilation CompileScript(string source)
    {
        string[] lines =
        [
            .. new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks", "Cake.Core", "Cake.Core.Diagnostics", "Cake.Core.IO", "Cake.Core.Scripting" }
                .Concat(typeof(LifelineAliases).GetCustomAttributes<CakeNamespaceImportAttribute>().Select(import => import.Namespace))
                .Select(name => $"using {name};"),
            .. _aliases.Where(method => source.Contains($"{method.Name}(", StringComparison.Ordinal)).Select(method => MethodAliasGenerator.Generate(method)),
            .. source.Split('\n').Where(line => !line.StartsWith("#addin ", StringComparison.Ordinal)),
        ];
        return CSharpCompilation.CreateScriptCompilation(
            "script",
            CSharpSyntaxTree.ParseText(string.Join('\n', lines), new CSharpParseOptions(kind: SourceCodeKind.Script)),
            _references,
            globalsType: typeof(IScriptHost));
    }

    /// <summary>The errors and warnings.</summary>
    public static IReadOnlyList<Diagnostic> Messages(this CSharpCompilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Compiles code and returns the type of the action in its last call of a method: it tells which overload is called.</summary>
    public static string ActionOf(this CSharpCompilation compilation, string method)
    {
        Assert.Empty(compilation.Messages());
        var tree = compilation.SyntaxTrees[0];
        var call = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Last(call => call.Expression.ToString().Split('.')[^1] == method);
        var called = (IMethodSymbol)compilation.GetSemanticModel(tree).GetSymbolInfo(call, TestContext.Current.CancellationToken).Symbol!;
        return called.Parameters.Single(parameter => parameter.Name == "action").Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }

    private static bool IsProgram(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Any(node => node is GlobalStatementSyntax or MethodDeclarationSyntax { Identifier.Text: "Main" });
}
