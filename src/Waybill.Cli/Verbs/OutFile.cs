using System.CommandLine;
using System.Text;

namespace Waybill.Cli.Verbs;

/// <summary>Where a verb writes: a file that was named, whole or not at all, else standard output.</summary>
internal sealed class OutFile : IDisposable
{
    private readonly CliHost _host;
    private readonly string? _path;
    private readonly string? _part;
    private FileStream? _file;
    private StreamWriter? _text;

    public OutFile(CliHost host, string? path)
    {
        (_host, _path) = (host, path);
        if (path is null) return;
        _part = path + ".part";
        try
        {
            _file = new FileStream(_part, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be written: {e.Message}");
        }
    }

    public static Option<string?> Option() => Common.Text("--out", "Write to this file instead of standard output", "FILE");

    /// <summary>For text, UTF-8, lines ended by a line feed.</summary>
    public TextWriter Text => _file is null ? _host.Out : _text ??= new StreamWriter(_file, new UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>For bytes.</summary>
    public Stream Bytes => _file is null ? _host.StandardOutput() : _file;

    /// <summary>All was written: the file takes its name.</summary>
    public void Done()
    {
        if (_path is null) return;
        Close();
        File.Move(_part!, _path, overwrite: true);
    }

    public void Dispose()
    {
        Close();
        if (_part is not null && File.Exists(_part)) File.Delete(_part);
    }

    private void Close()
    {
        _text?.Dispose();
        _text = null;
        _file?.Dispose();
        _file = null;
    }
}
