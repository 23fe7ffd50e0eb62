using BenchmarkDotNet.Running;
using DoorFace.Benchmarks.Door;
using DoorFace.Benchmarks.Vision;

if (args is ["--ratio", ..])
{
    return OverheadRatio.Run();
}

if (args is ["--speed-pairs", ..])
{
    return SpeedPairs.Run();
}

if (args is ["--answer-times", ..])
{
    return await AnswerTimes.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(AnswerTimes).Assembly).Run(args);
return 0;
