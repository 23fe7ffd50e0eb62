using Xunit.Sdk;
using Xunit.v3;

// Most tests here run whole processes in real time and wait for them more than they compute: two beside one another keep two processors busy. Those that need
// the machine, or a chip of it, for themselves say so with TestClass.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
