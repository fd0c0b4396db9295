import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { precompress } from "./scripts/precompress.ts";

const api = process.env.MANDATE_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The sample documents lie outside of this folder.
  server: { host: "127.0.0.1", proxy: { "/api": api }, fs: { allow: [".."] } },
  preview: { host: "127.0.0.1", proxy: { "/api": api } },
  build: {
    // Chrome 109 is the last one for Windows 7, still met in government offices.
    target: "chrome109",
    manifest: "manifest.json",
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Only what every page loads belongs in a group; anything else would grow the first load.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
            {
              name: "spine",
              test: /node_modules[\\/](?:@tanstack[\\/](?:react-)?(?:query|router|history|store)|i18next|react-i18next|openapi-fetch)/,
            },
          ],
        },
      },
    },
  },
  test: {
    // A page for each file takes seconds; the few files that need one ask for jsdom in their first line.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
