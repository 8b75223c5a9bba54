using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class ReadingToolSettings
{
    [Theory]
    [InlineData("""
        <?xml version="1.0" encoding="utf-8"?>
        <DotNetCliTool Version="1">
          <Commands>
            <Command Name="ticker" EntryPoint="Ticker.Tool.dll" Runner="dotnet" />
          </Commands>
        </DotNetCliTool>
        """)]
    [InlineData("<Commands><Command\n\tRunner='executable'\r\n EntryPoint='Ticker.Tool'\n\tName='ticker'></Command></Commands>")]
    [InlineData("<Command Name=\"ticker\" EntryPoint=\"Ticker.Tool.exe\"/>")]
    public static void TheCommandAndTheAssemblyAreTwoNames(string settings) =>
        Assert.Equal(new ToolCommand("ticker", "Ticker.Tool"), ToolCommand.TryParse(settings));

    [Theory]
    [InlineData("")]
    [InlineData("<Commands></Commands>")]
    [InlineData("<Command Name=\"ticker\"/>")]
    [InlineData("<Command EntryPoint=\"Ticker.Tool.dll\"/>")]
    [InlineData("<Command Name=\"\" EntryPoint=\"Ticker.Tool.dll\"/>")]
    [InlineData("<Command Name=")]
    [InlineData("<Command Name=\"ticker")]
    public static void AnythingElseNamesNoCommand(string settings) => Assert.Null(ToolCommand.TryParse(settings));

    [Fact]
    public static void TheyAreReadFromThePackageOfATool()
    {
        var root = Directory.CreateTempSubdirectory("lifelines-tool-");
        try
        {
            var settings = "<Command Name=\"ticker\" EntryPoint=\"Ticker.Tool.dll\"/>";
            var tool = root.CreateSubdirectory("ticker.tool/1.0.0/tools/net10.0/any").FullName;
            var elsewhere = root.CreateSubdirectory("bin").FullName;
            File.WriteAllText(Path.Combine(elsewhere, "DotnetToolSettings.xml"), settings);
            Assert.Null(ToolCommand.TryRead(tool));
            Assert.Null(ToolCommand.TryRead(elsewhere));

            File.WriteAllText(Path.Combine(tool, "DotnetToolSettings.xml"), settings);
            Assert.Equal(new ToolCommand("ticker", "Ticker.Tool"), ToolCommand.TryRead(tool));
            Assert.Equal(new ToolCommand("ticker", "Ticker.Tool"), ToolCommand.TryRead(tool + Path.DirectorySeparatorChar));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
