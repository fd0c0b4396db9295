import type access from "@/features/access/i18n/zh-CN.json";
import type plans from "@/features/plans/i18n/zh-CN.json";
import type shared from "@/shared/i18n/texts/zh-CN.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shared";
    returnNull: false;
    resources: { shared: typeof shared; access: typeof access; plans: typeof plans };
  }
}
