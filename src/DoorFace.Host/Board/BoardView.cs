using DoorFace.Core.Heat;

namespace DoorFace.Host.Board;

/// <summary>The board's state as last read, for everyone who only looks.</summary>
public sealed class BoardView
{
    private volatile Reading _last = new(default, HeatLevel.Normal);

    public BoardHealth Health => _last.Health;

    public HeatLevel Heat => _last.Heat;

    internal void Set(BoardHealth health, HeatLevel heat) => _last = new Reading(health, heat);

    private sealed record Reading(BoardHealth Health, HeatLevel Heat);
}
