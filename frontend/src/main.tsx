import "antd/dist/reset.css";
import "./shared/theme/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers";
import { startTexts } from "./shared/i18n";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await startTexts();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
