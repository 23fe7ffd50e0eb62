using System.Security.Cryptography;

namespace DoorFace.Storage.Tests.Support;

/// <summary>A folder for one test, deleted after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("doorface-storage-").FullName;

    /// <summary>Where the tests keep the store.</summary>
    public string File => In("residents.db");

    /// <summary>Where the tests keep the audit.</summary>
    public string Audit => In("audit.db");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Name and SHA-256 of every file here: equal before and after means that nothing was touched or left behind.</summary>
    public string[] Fingerprint() =>
    [
        .. Directory.GetFiles(Path).Order().Select(f => $"{System.IO.Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(f)))}"),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
