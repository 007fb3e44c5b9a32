using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Pipeline.Extractors;

/// <summary>Asks a chat endpoint one question at a time: bounded in time and size, follows no redirect, keeps no cookie.</summary>
public sealed class ChatClient : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly ChatOptions _options;
    private readonly HttpClient _http;

    public ChatClient(ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The text of the answer's first message.</summary>
    /// <exception cref="ChatException">There is none, after all tries.</exception>
    public string Ask(string instruction, string question)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["model"] = _options.Model,
            ["temperature"] = 0,
            ["response_format"] = new JsonObject { ["type"] = "json_object" },
            ["messages"] = new JsonArray(
                new JsonObject { ["role"] = "system", ["content"] = instruction },
                new JsonObject { ["role"] = "user", ["content"] = question }),
        });
        var pause = _options.Pause;
        for (var tried = 0; ; tried++)
        {
            TimeSpan? asked = null;
            try
            {
                return Message(Once(body, out asked));
            }
            catch (ChatException e) when (tried < _options.Retries && Again(e.Status))
            {
                var wait = asked ?? pause;
                Thread.Sleep(wait < LongestPause ? wait : LongestPause);
                pause *= 2;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>No answer at all, an overloaded or a broken server: another try may help.</summary>
    private static bool Again(HttpStatusCode? status) => status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private byte[] Once(byte[] body, out TimeSpan? asked)
    {
        asked = null;
        using var end = new CancellationTokenSource(_options.Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Address.AbsoluteUri.TrimEnd('/') + "/chat/completions") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (_options.Key is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            asked = response.Headers.RetryAfter?.Delta;
            if (!response.IsSuccessStatusCode)
                throw new ChatException(string.Create(CultureInfo.InvariantCulture, $"{_options.Address.Authority} answered {(int)response.StatusCode}."), response.StatusCode);
            using var stream = response.Content.ReadAsStream(end.Token);
            using var whole = new MemoryStream();
            var chunk = new byte[16 * 1024];
            for (int n; (n = stream.ReadAsync(chunk, end.Token).AsTask().GetAwaiter().GetResult()) > 0;)
            {
                if (whole.Length + n > _options.MostBytes) throw new ChatException($"{_options.Address.Authority} answered more than {_options.MostBytes} bytes.", HttpStatusCode.RequestEntityTooLarge);
                whole.Write(chunk, 0, n);
            }
            return whole.ToArray();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ChatException($"{_options.Address.Authority} cannot be asked: {e.Message}", null, e);
        }
        catch (OperationCanceledException e)
        {
            throw new ChatException(string.Create(CultureInfo.InvariantCulture, $"{_options.Address.Authority} gave no answer in {_options.Timeout.TotalSeconds:0.#} seconds."), null, e);
        }
    }

    private string Message(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() is { } text) return text;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new ChatException($"{_options.Address.Authority} answered in another form than chat completions.", HttpStatusCode.UnprocessableEntity, e);
        }
        throw new ChatException($"{_options.Address.Authority} answered without words.", HttpStatusCode.UnprocessableEntity);
    }
}
