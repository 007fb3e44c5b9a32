using Waybill.Claims;

namespace Waybill.Pipeline.Export;

/// <summary>The parties of a claim by the exported names of their roles.</summary>
public static class Roles
{
    /// <summary>Every role but transit, in the order of the guide, whether filled or not.</summary>
    public static IEnumerable<(string Role, Party? Party)> All(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return
        [
            ("supplier", claim.Supplier), ("recipient", claim.Recipient), ("endUser", claim.EndUser), ("producer", claim.Producer),
            ("licensor", claim.Licensor), ("broker", claim.Broker), ("carrier", claim.Carrier), ("seizedBy", claim.SeizedBy),
            ("user", claim.User), ("target", claim.Target),
        ];
    }

    /// <summary>The roles that are filled, transit among them.</summary>
    public static IEnumerable<(string Role, Party Party)> Of(Claim claim)
    {
        foreach (var (role, party) in All(claim))
            if (party is not null) yield return (role, party);
        foreach (var party in claim.Transit) yield return ("transit", party);
    }
}
