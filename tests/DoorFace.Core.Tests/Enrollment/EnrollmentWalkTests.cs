using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>
/// A random walk over the machine: people come, go and squeeze in, buttons and terminals are used by whoever likes, residents change, lines and disks fail.
/// What comes of it is judged by <see cref="EnrollmentOracle"/>. <c>ENROLMENT_WALK_INPUTS</c> says how far to walk, <c>ENROLMENT_WALK_SEED</c> where.
/// </summary>
public sealed class EnrollmentWalkTests
{
    private const int Admin = 1;
    private const int Resident = 2;
    private const int MostPeople = 5;

    private static readonly int Length = Number("ENROLMENT_WALK_INPUTS", 100_000);
    private static readonly int Seed = Number("ENROLMENT_WALK_SEED", 4242);

    [Fact]
    public void Nobody_is_enrolled_appointed_or_erased_but_as_ruled()
    {
        var (inputs, enrollments, appointments, erasures, resets) = (0, 0, 0, 0, 0);
        for (var seed = Seed; inputs < Length; seed++)
        {
            var day = new Day(seed);
            try
            {
                day.Pass();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Seed {seed}, after {day.Bench.Inputs} inputs at {day.Bench.Now}, {day.Oracle.Last}: {fault.Message}", fault);
            }

            inputs += day.Bench.Inputs;
            (enrollments, appointments) = (enrollments + day.Oracle.Enrollments, appointments + day.Oracle.Appointments);
            (erasures, resets) = (erasures + day.Oracle.Erasures, resets + day.Oracle.Resets);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{inputs} inputs: {enrollments} enrollments, {appointments} appointments, {erasures} erasures, {resets} resets.");
        Assert.All([enrollments, appointments, erasures, resets], count => Assert.True(count > Length / 20_000, $"Only {count}: the walk shows little."));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>One start of the unit, and some hundred things that happen.</summary>
    private sealed class Day
    {
        private readonly Random _random;
        private readonly List<int> _front = [];
        private readonly Dictionary<int, int> _people = [];
        private readonly Dictionary<int, int> _all = [];
        private int _number;
        private int _pose;

        public Day(int seed)
        {
            _random = new Random(seed);
            Bench = EnrollmentBench.Started(Any<Household>());
            Oracle = new EnrollmentOracle(Bench);
            (Bench.Asked, Bench.Noted) = (Oracle.Ask, Oracle.Note);
        }

        public EnrollmentBench Bench { get; }

        public EnrollmentOracle Oracle { get; }

        public void Pass()
        {
            if (_random.Next(3) == 0)
            {
                Tell(new EnrollmentInput.JumperRead(_random.Next(4) == 0));
                Tell(new EnrollmentInput.ButtonRead(true));
                Frames(_random.Next(12, 20));
            }

            Tell(new EnrollmentInput.ButtonRead(false));
            for (var i = 0; i < 60; i++)
            {
                Happen();
            }

            _front.Clear();
            Bench.Wait(600);
            Assert.Equal(EnrollmentPhase.Idle, Bench.State.Phase);
            Assert.Equal(0, Bench.Kept);
            Assert.Equal(Bench.Commands.Count(command => command is EnrollmentCommand.Switch { On: true }), Bench.Commands.Count(command => command is EnrollmentCommand.Switch { On: false }));
        }

        private void Happen()
        {
            switch (_random.Next(26))
            {
                case 0 or 1 or 2:
                    Hold(3.1);
                    break;
                case 3 or 4:
                    Hold(10.1);
                    break;
                case 5 or 6 or 7 or 8 or 9:
                    Hold(0.1 + _random.NextDouble());
                    break;
                case 10 or 11 or 12:
                    // One comes alone.
                    _front.Clear();
                    Come(_random.Next(1, MostPeople + 1));
                    break;
                case 13:
                    Come(_random.Next(1, MostPeople + 1));
                    break;
                case 14:
                    _front.Clear();
                    break;
                case 15:
                    Tell(new EnrollmentInput.Requested("Kim", "uid 7", _random.Next(3) == 0));
                    break;
                case 16:
                    Tell(new EnrollmentInput.Agreed("terminal, uid 7"));
                    break;
                case 17:
                    Tell(_random.Next(3) == 0 ? new EnrollmentInput.Withdrawn() : new EnrollmentInput.TimerElapsed());
                    break;
                case 18:
                    Bench.Context = Bench.Context with { Household = _random.Next(2) == 0 ? Household.Administered : Any<Household>() };
                    break;
                case 19:
                    Bench.Context = Bench.Context with { FacesAccepted = _random.Next(4) > 0, CanSee = _random.Next(6) > 0 };
                    break;
                case 20:
                    Bench.Comparison = _random.Next(5) switch
                    {
                        0 => new CaptureComparison([_random.Next(5)]),
                        1 => new CaptureComparison([], TooSimilar: true),
                        2 => new CaptureComparison([], Same: EnrollmentBench.Resident),
                        _ => new CaptureComparison([]),
                    };
                    break;
                case 21:
                    Bench.Failure = _random.Next(4) == 0 ? EnrollmentEnd.StorageFailed : null;
                    break;
                case 22:
                    Tell(new EnrollmentInput.FaceRefused(_random.Next(2) == 0 ? CaptureRefusal.NotLive : null));
                    break;
                case 23:
                    if (_random.Next(4) == 0)
                    {
                        Tell(new EnrollmentInput.ButtonLost());
                        Tell(new EnrollmentInput.ButtonRead(_random.Next(2) == 0));
                        Tell(new EnrollmentInput.ButtonRead(false));
                    }

                    break;
                default:
                    break;
            }

            Frames(_random.Next(4) switch { 0 => 0.1, 1 => 6, 2 => _random.NextDouble() * 3, _ => 1 });
        }

        private void Hold(double seconds)
        {
            Tell(new EnrollmentInput.ButtonRead(true));
            Frames(seconds);
            Tell(new EnrollmentInput.ButtonRead(false));
        }

        private void Come(int who)
        {
            if (!_front.Contains(who))
            {
                _front.Add(who);
                _people[who] = ++_number;
                _all[_number] = who;
            }
        }

        /// <summary>Time passes, frame by frame; now and then one is lost, and now and then for long.</summary>
        private void Frames(double seconds)
        {
            for (var end = Bench.Now.SinceOrigin.TotalSeconds + seconds; Bench.Now.SinceOrigin.TotalSeconds < end;)
            {
                Bench.Wait(_random.Next(60) == 0 ? _random.NextDouble() * 4 : 0.1 + (_random.NextDouble() * 0.2));
                Look();
            }
        }

        private void Look()
        {
            var subject = _front is [var who] ? who switch { Admin => EnrollmentBench.Admin, Resident => EnrollmentBench.Resident, _ => default(SubjectId?) } : null;
            var recognised = _random.Next(4) > 0 ? subject : null;
            switch (Bench.State.Phase)
            {
                case EnrollmentPhase.AwaitingConsent or EnrollmentPhase.AwaitingFarewell or EnrollmentPhase.AwaitingReset or EnrollmentPhase.Parting:
                    Oracle.See(_front, recognised, recognised == EnrollmentBench.Admin);
                    Tell(new EnrollmentInput.FrontSeen(_front is [var one] ? new FrontFace(_people[one], recognised, recognised == EnrollmentBench.Admin) : null));
                    break;
                case EnrollmentPhase.AwaitingAdministrator when recognised is { } resident:
                    Tell(new EnrollmentInput.ResidentSeen(resident, recognised == EnrollmentBench.Admin));
                    break;
                case EnrollmentPhase.Capturing:
                    Oracle.See(_front, null, administers: false);
                    // Features tell a person, whenever they come back, from everybody else.
                    Tell(_front is [var seen]
                        ? new EnrollmentInput.ViewSeen(_random.Next(3) == 0 ? CaptureRefusal.Blurred : null, new HeadPose(_pose++ % 40, 0), WhoIs(Bench.State.Bound?.Number) == seen ? Bench.State.Bound!.Value.Number : 0)
                        : new EnrollmentInput.ViewSeen(_front.Count == 0 ? CaptureRefusal.NoFace : CaptureRefusal.SeveralFaces, default, 0));
                    break;
            }
        }

        private int? WhoIs(int? number) => _all.TryGetValue(number ?? 0, out var who) ? who : null;

        private void Tell(EnrollmentInput input)
        {
            Oracle.Tell(input);
            Bench.Take(input);
        }

        private T Any<T>()
            where T : struct, Enum => _random.GetItems(Enum.GetValues<T>(), 1)[0];
    }
}
