using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestFramework(typeof(Lifelines.Tests.Infra.NeedsTestFramework))]

namespace Lifelines.Tests.Infra;

/// <summary>Skips tests before they run, so that where all tests of a class are skipped its fixtures are not made either.</summary>
public sealed class NeedsTestFramework : XunitTestFramework
{
    /// <inheritdoc/>
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) => new Discoverer(((XunitTestFrameworkDiscoverer)base.CreateDiscoverer(assembly)).TestAssembly);

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override ValueTask<bool> FindTestsForMethod(IXunitTestMethod testMethod, ITestFrameworkDiscoveryOptions discoveryOptions, Func<ITestCase, ValueTask<bool>> discoveryCallback)
        {
            IEnumerable<NeedsAttribute> attributes = [.. testMethod.TestClass.Class.GetCustomAttributes<NeedsAttribute>(), .. testMethod.Method.GetCustomAttributes<NeedsAttribute>()];
            var reason = Needs.WhyNot(attributes.SelectMany(attribute => attribute.Needs));
            return base.FindTestsForMethod(testMethod, discoveryOptions, testCase => discoveryCallback(reason is null ? testCase : Skip((IXunitTestCase)testCase, reason)));
        }

        private static XunitTestCase Skip(IXunitTestCase testCase, string reason) =>
            new(testCase.TestMethod, testCase.TestCaseDisplayName, testCase.UniqueID, testCase.Explicit, skipReason: reason, testMethodArguments: (testCase as XunitTestCase)?.TestMethodArguments, sourceFilePath: testCase.SourceFilePath, sourceLineNumber: testCase.SourceLineNumber);
    }
}
