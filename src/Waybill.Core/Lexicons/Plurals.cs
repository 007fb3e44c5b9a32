namespace Waybill.Lexicons;

/// <summary>Regular English plurals of the last word of a form.</summary>
internal static class Plurals
{
    /// <summary>The plural, or null where the form is no singular noun that takes one.</summary>
    public static string? Of(string form)
    {
        if (form.Length < 2 || !char.IsLetter(form[^1])) return null;
        if (form.EndsWith('s') && !form.EndsWith("ss", StringComparison.Ordinal)) return null;
        if (form.EndsWith("ch", StringComparison.Ordinal) || form.EndsWith("sh", StringComparison.Ordinal) ||
            form.EndsWith("ss", StringComparison.Ordinal) || form.EndsWith('x')) return form + "es";
        if (form.EndsWith("craft", StringComparison.Ordinal) || form.EndsWith("ware", StringComparison.Ordinal)) return null;
        if (form.EndsWith("man", StringComparison.Ordinal)) return null;
        if (form.EndsWith('y') && !"aeiou".Contains(form[^2], StringComparison.Ordinal)) return form[..^1] + "ies";
        return form + "s";
    }
}
