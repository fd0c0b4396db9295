import { fileURLToPath } from "node:url";
import { preview } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
    /** True when MANDATE_URL names a running installation with demo data. */
    live: boolean;
  }
}

/** Uses the installation of MANDATE_URL, else serves the built SPA alone for the tests that answer for the API. */
export default async function serve(project: TestProject) {
  const given = process.env.MANDATE_URL;
  project.provide("live", given !== undefined);
  if (given !== undefined) {
    project.provide("baseUrl", given.replace(/\/$/, ""));
    return;
  }
  const server = await preview({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    preview: { port: 0, proxy: {} },
    logLevel: "error",
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the preview has no port");
  project.provide("baseUrl", `http://127.0.0.1:${address.port}`);
  return () => server.close();
}
