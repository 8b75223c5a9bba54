using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Lifelines.Tests;

/// <summary>A real engine, and of the rest of Cake what running a task needs.</summary>
internal sealed class FakeContext : ICakeContext, ICakeConfiguration, IServiceProvider, ICakeLog, ICakeDataService
{
    public FakeContext() => Engine = new CakeEngine(this, this);

    public CakeEngine Engine { get; }

    public List<string> Lines { get; } = [];

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public ICakeLog Log => this;

    public IServiceProvider ServiceProvider => this;

    public ICakeDataResolver Data => this;

    public IFileSystem FileSystem => throw new NotSupportedException();

    public ICakeEnvironment Environment => throw new NotSupportedException();

    public IGlobber Globber => throw new NotSupportedException();

    public ICakeArguments Arguments => throw new NotSupportedException();

    public IProcessRunner ProcessRunner => throw new NotSupportedException();

    public IRegistry Registry => throw new NotSupportedException();

    public IToolLocator Tools => throw new NotSupportedException();

    public ICakeConfiguration Configuration => this;

    /// <summary>Whose processes count, as cake.config would say.</summary>
    public string? Scope { get; set; }

    public Task RunAsync(string task, bool exclusive = false)
    {
        var settings = new ExecutionSettings().SetTarget(task);
        return Engine.RunTargetAsync(this, new DefaultExecutionStrategy(this, new NoReport()), exclusive ? settings.UseExclusiveTarget() : settings);
    }

    public string? GetValue(string key) => key == "Lifelines_Scope" ? Scope : null;

    public object? GetService(Type serviceType) =>
        serviceType == typeof(ICakeEngine) ? Engine : serviceType == typeof(IExecutionStrategy) ? new DefaultExecutionStrategy(this, new NoReport()) : null;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity <= Verbosity)
            Lines.Add(string.Format(null, format, args));
    }

    public void Add<TData>(TData value)
        where TData : class
    {
    }

    public TData Get<TData>()
        where TData : class => throw new NotSupportedException();

    private sealed class NoReport : ICakeReportPrinter
    {
        public void Write(CakeReport report)
        {
        }

        public void WriteStep(string name, Verbosity verbosity)
        {
        }

        public void WriteLifeCycleStep(string name, Verbosity verbosity)
        {
        }

        public void WriteSkippedStep(string name, Verbosity verbosity)
        {
        }
    }
}
