// Unpacks Chromium beside this file and writes `browser`, a command that runs it with its own libraries and font.
import { chmodSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
process.env.TMPDIR = here;
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x"; // unpacks the libraries that a bare system lacks
const { default: packaged } = await import("@sparticuz/chromium");
const program = await packaged.executablePath();
const libraries = `${here}/al2023/lib`;

writeFileSync(
  `${here}/fonts.conf`,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${here}/node_modules/@expo-google-fonts/noto-sans-sc/400Regular</dir>
<dir>${here}/node_modules/@expo-google-fonts/noto-sans-sc/700Bold</dir>
<cachedir>${here}/font-cache</cachedir></fontconfig>
`,
);
writeFileSync(
  `${here}/browser`,
  `#!/bin/sh
export LD_LIBRARY_PATH='${libraries}' FONTCONFIG_FILE='${here}/fonts.conf'
exec '${program}' --no-sandbox "$@"
`,
);
chmodSync(`${here}/browser`, 0o755);
