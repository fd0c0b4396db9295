import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Me, meKey } from "@/shared/api/me";
import { queryClient, whenSessionExpires } from "@/shared/api/query-client";
import { loadTexts } from "@/shared/i18n";
import { Notices } from "@/shared/page/notices";
import { antdTheme } from "@/shared/theme/antd-theme";
import { router } from "./router";

function leaveForSignIn() {
  const { pathname, href } = router.state.location;
  if (pathname === "/sign-in") return;
  queryClient.removeQueries({ queryKey: meKey });
  void router.navigate({ to: "/sign-in", search: { next: href, expired: "yes" } });
}

export function Providers() {
  return (
    <ConfigProvider locale={useAntdLocale()} theme={antdTheme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Notices />
        <ExpiredSession />
      </QueryClientProvider>
    </ConfigProvider>
  );
}

const SignInAgain = lazy(async () => {
  const [{ SignInAgain }] = await Promise.all([import("@/features/access"), loadTexts("access")]);
  return { default: SignInAgain };
});

/** Asks in front of the page whoever was writing to sign in again; a page that is only read leaves at once. */
function ExpiredSession() {
  const [me, setMe] = useState<Me>();
  const expire = useEffectEvent((writing: boolean) => {
    if (me) return;
    const known = queryClient.getQueryData<Me>(meKey);
    if (known && (writing || isFillingIn())) setMe(known);
    else leaveForSignIn();
  });
  useEffect(() => whenSessionExpires((writing) => expire(writing)), []);
  if (!me) return null;
  return (
    <Suspense>
      <SignInAgain
        me={me}
        onDone={() => setMe(undefined)}
        onLeave={() => {
          setMe(undefined);
          leaveForSignIn();
        }}
      />
    </Suspense>
  );
}

function isFillingIn(): boolean {
  return document.querySelector("dialog[open], textarea:focus, input:focus") !== null;
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
