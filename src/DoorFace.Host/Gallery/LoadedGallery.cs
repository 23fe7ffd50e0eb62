using DoorFace.Storage;

namespace DoorFace.Host.Gallery;

/// <summary>
/// The residents' features in memory, which are in one place at a time. Whoever erases a resident has them overwritten here before anybody is told that it
/// is done; recognition loads them anew, without the one who was erased. From any thread.
/// </summary>
public sealed class LoadedGallery
{
    // Residents are loaded within a moment, or while another process writes; a search takes less.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private EnrolledGallery? _present;

    /// <summary>Overwrites what was there and loads what is there now.</summary>
    public EnrolledGallery Load(Func<EnrolledGallery> load)
    {
        lock (_gate)
        {
            Clear();
            return _present = load();
        }
    }

    /// <summary>Overwrites what is there, and waits for whoever is loading it; called when the residents are changed already.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.ErasureUnfinished"/>: it could not be had in time.</exception>
    public void Forget()
    {
        if (!_gate.TryEnter(LongestWait))
        {
            throw new StorageException(
                StorageFault.ErasureUnfinished, "What was erased is gone from the file, but recognition has not let go of it in memory yet; a restart of the service ends that.");
        }

        try
        {
            Clear();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Clear()
    {
        _present?.Gallery.Clear();
        _present = null;
    }
}
