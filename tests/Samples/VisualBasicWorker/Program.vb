Imports System.Threading
Imports Lifelines

Module Program

    Function Main() As Integer
        Dim result = New Lifeline().RunAsync(AddressOf WorkAsync).GetAwaiter().GetResult()
        Return If(result.HasRun, 0, 75)
    End Function

    Private Async Function WorkAsync(token As CancellationToken) As Task
        Console.WriteLine("working")
        Try
            Await Task.Delay(Timeout.Infinite, token)
        Finally
            Console.WriteLine("cleaned up")
        End Try
    End Function

End Module
