open System.Threading
open System.Threading.Tasks
open Lifelines

let work (token: CancellationToken) : Task =
    task {
        printfn "working"

        try
            do! Task.Delay(Timeout.Infinite, token)
        finally
            printfn "cleaned up"
    }

let result = Lifeline().RunAsync(work).GetAwaiter().GetResult()
exit (if result.HasRun then 0 else 75)
