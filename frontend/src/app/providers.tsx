import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { meKey } from "@/shared/api/me";
import { queryClient, whenSessionExpires } from "@/shared/api/query-client";
import { Notices } from "@/shared/page/notices";
import { antdTheme } from "@/shared/theme/antd-theme";
import { router } from "./router";

whenSessionExpires(() => {
  const { pathname, href } = router.state.location;
  if (pathname === "/sign-in") return;
  queryClient.removeQueries({ queryKey: meKey });
  void router.navigate({ to: "/sign-in", search: { next: href, expired: "yes" } });
});

export function Providers() {
  return (
    <ConfigProvider locale={useAntdLocale()} theme={antdTheme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Notices />
      </QueryClientProvider>
    </ConfigProvider>
  );
}

function useAntdLocale(): typeof zhCN {
  const { i18n } = useTranslation();
  const [english, setEnglish] = useState<typeof zhCN>();
  const wanted = i18n.language === "en";
  useEffect(() => {
    if (wanted) void import("antd/locale/en_US").then((texts) => setEnglish(texts.default));
  }, [wanted]);
  return wanted && english ? english : zhCN;
}
