using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>Stages taken together (the guide's groups).</summary>
public static class StageGroups
{
    public static StageGroup Of(Stage stage) => stage switch
    {
        Stage.Sought or Stage.Requested or Stage.Offered or Stage.Negotiating or Stage.Planned => StageGroup.Interest,
        Stage.Pledged or Stage.Agreed or Stage.Approved or Stage.Buying or Stage.Ordered or Stage.Resumed or Stage.LocalProduction => StageGroup.Commitment,
        Stage.InDelivery or Stage.Delivered => StageGroup.Movement,
        Stage.Suspended or Stage.Cancelled or Stage.Refused or Stage.Intercepted => StageGroup.Stopped,
        _ => StageGroup.Use,
    };
}
