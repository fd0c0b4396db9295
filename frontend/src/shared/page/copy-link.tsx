import { LinkOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import popup from "../popup/popup.module.css";
import { announce } from "./notices";

interface Props {
  /** Completes the address, where it leaves out what the page shows without being asked. */
  address?: (here: URL) => URL;
}

/** Copies the address of what is shown, and says what a colleague will see with it. */
export function CopyLink({ address = (here) => here }: Props) {
  const { t } = useTranslation();
  const copy = async () => {
    const link = String(address(new URL(window.location.href)));
    announce(t((await copied(link)) ? "link.copied" : "link.notCopied", { link }));
  };
  return (
    <button
      type="button"
      className={popup.button}
      title={t("link.note")}
      onClick={() => void copy()}
    >
      <LinkOutlined aria-hidden="true" /> {t("link.copy")}
    </button>
  );
}

/** The clipboard of the browser is open to secure pages only; an intranet without TLS needs the old way. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
