import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { Waiting } from "@/shared/page/waiting";
import { OfflineBanner } from "./errors/offline-banner";

export function RootFrame() {
  return (
    <Suspense fallback={<Waiting />}>
      <OfflineBanner />
      <Outlet />
    </Suspense>
  );
}
