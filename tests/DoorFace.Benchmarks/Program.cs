using BenchmarkDotNet.Running;
using DoorFace.Benchmarks.Vision;

if (args is ["--ratio", ..])
{
    return OverheadRatio.Run();
}

if (args is ["--speed-pairs", ..])
{
    return SpeedPairs.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
