namespace Waybill.Claims.Frames;

/// <summary>Stages and other closed words as the data files and exports write them (<c>in-delivery</c>).</summary>
internal static class StageNames
{
    public static bool TryParse(string name, out Stage stage)
    {
        foreach (var value in Enum.GetValues<Stage>())
        {
            if (Is(name, value.ToString())) { stage = value; return true; }
        }
        stage = default;
        return false;
    }

    public static bool TryParse(string name, out Factuality factuality)
    {
        foreach (var value in Enum.GetValues<Factuality>())
        {
            if (Is(name, value.ToString())) { factuality = value; return true; }
        }
        factuality = default;
        return false;
    }

    public static bool TryParse(string name, out Stance stance)
    {
        foreach (var value in Enum.GetValues<Stance>())
        {
            if (Is(name, value.ToString())) { stance = value; return true; }
        }
        stance = default;
        return false;
    }

    private static bool Is(string name, string value) =>
        name.Replace("-", "", StringComparison.Ordinal).Equals(value, StringComparison.OrdinalIgnoreCase);
}
