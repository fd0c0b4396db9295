import type access from "@/features/access/i18n/zh-CN.json";
import type duties from "@/features/duties/i18n/zh-CN.json";
import type events from "@/features/events/i18n/zh-CN.json";
import type matrix from "@/features/matrix/i18n/zh-CN.json";
import type people from "@/features/people/i18n/zh-CN.json";
import type planComparison from "@/features/plan-comparison/i18n/zh-CN.json";
import type plans from "@/features/plans/i18n/zh-CN.json";
import type tasks from "@/features/tasks/i18n/zh-CN.json";
import type topics from "@/features/topics/i18n/zh-CN.json";
import type units from "@/features/units/i18n/zh-CN.json";
import type views from "@/features/views/i18n/zh-CN.json";
import type workbench from "@/features/workbench/i18n/zh-CN.json";
import type shared from "@/shared/i18n/texts/zh-CN.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shared";
    returnNull: false;
    resources: {
      shared: typeof shared;
      access: typeof access;
      duties: typeof duties;
      events: typeof events;
      people: typeof people;
      "plan-comparison": typeof planComparison;
      plans: typeof plans;
      tasks: typeof tasks;
      topics: typeof topics;
      matrix: typeof matrix;
      units: typeof units;
      views: typeof views;
      workbench: typeof workbench;
    };
  }
}
