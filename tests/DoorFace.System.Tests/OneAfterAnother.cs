using Xunit.Sdk;
using Xunit.v3;

// Most tests here time whole processes in real time, each busy on every processor: beside one another they would time the machine.
[assembly: Parallelization(Mode = ParallelMode.None)]
