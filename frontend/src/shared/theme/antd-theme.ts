import type { ThemeConfig } from "antd";
import { token } from "./tokens";

export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: token("blue"),
    colorLink: token("blue"),
    colorLinkHover: token("blue-deep"),
    colorError: token("cinnabar"),
    colorWarning: token("ochre"),
    colorSuccess: token("jade"),
    colorInfo: token("blue"),
    colorTextBase: token("ink"),
    // antd's own greys fail 4.5:1 on white.
    colorTextSecondary: token("ink-soft"),
    colorTextTertiary: token("ink-faint"),
    colorTextDescription: token("ink-faint"),
    colorTextPlaceholder: token("ink-faint"),
    colorBorder: token("field-edge"),
    colorBorderSecondary: token("rule"),
    // Named, not copied: it depends on the language.
    fontFamily: "var(--sans)",
    fontSize: 14,
    lineHeight: 1.65,
    borderRadius: 3,
    controlHeight: 32,
    boxShadow: "0 4px 16px rgb(22 32 46 / 0.14)",
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
  },
  components: {
    Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    Form: { labelColor: token("ink-soft"), verticalLabelPadding: "0 0 4px" },
  },
};
