using Waybill.Bench;

return Verbs.Run(args);
