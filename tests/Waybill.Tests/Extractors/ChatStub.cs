using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Waybill.Tests.Extractors;

/// <summary>A chat endpoint on this machine's own address that answers what a test says.</summary>
internal sealed class ChatStub : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, (int Status, string Body)> _answer;
    private readonly List<(string Path, string? Key, string Body)> _asked = [];

    /// <param name="answer">From the request's body to status and body.</param>
    public ChatStub(Func<string, (int Status, string Body)> answer)
    {
        _answer = answer;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1");
        }
        _listener.Prefixes.Add(Address.AbsoluteUri[..^2]);
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>An endpoint whose model says these words to everything.</summary>
    public static ChatStub Saying(string words) => new(_ => (200, Answer(words)));

    public Uri Address { get; }

    public IReadOnlyList<(string Path, string? Key, string Body)> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    /// <summary>Words in the form of a chat completion.</summary>
    public static string Answer(string words) => new JsonObject
    {
        ["choices"] = new JsonArray(new JsonObject { ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = words } }),
    }.ToJsonString();

    public void Dispose() => _listener.Close();

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = reader.ReadToEnd();
                lock (_asked) _asked.Add((context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], body));
                var (status, answer) = _answer(body);
                context.Response.StatusCode = status;
                if (status == 302) context.Response.RedirectLocation = answer;
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(answer));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
