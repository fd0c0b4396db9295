import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Page } from "@/shared/page/page";
import { UnreadPage } from "@/shared/page/unread-page";
import styles from "./people.module.css";
import { PersonMoves } from "./person-moves";
import { type PersonPath, personQuery } from "./person-queries";
import { PersonState } from "./person-state";
import { Roles } from "./roles";

interface Props {
  path: PersonPath;
  mayAudit: boolean;
}

/** One person: who they are, what they are here, and what the caller may do about it. */
export function PersonDetails({ path, mayAudit }: Props) {
  const { t } = useTranslation("people");
  const { t: shared } = useTranslation();
  const { instant } = useFormat();
  const query = useQuery(personQuery(path));
  const person = query.data;
  if (!person) return <UnreadPage title={shared("places.person")} query={query} />;
  return (
    <Page
      title={person.name}
      note={person.login}
      actions={<PersonMoves path={path} person={person} />}
    >
      <div className={styles.narrow}>
        <dl className={styles.facts}>
          <dt>{t("state")}</dt>
          <dd>
            <PersonState state={person.state} />
            {person.state === "closed" && <p className={styles.soft}>{t("closedNote")}</p>}
          </dd>
          <dt>{t("madeBy")}</dt>
          <dd>{t(person.home ? "madeHere" : "madeElsewhere")}</dd>
          {person.must_change_password && (
            <>
              <dt>{t("password.title")}</dt>
              <dd>{t("mustChange")}</dd>
            </>
          )}
          <dt>{t("created")}</dt>
          <dd>{instant(person.created_at)}</dd>
        </dl>
        <Roles path={path} person={person} />
        {mayAudit && (
          <p>
            <Link
              to="/zones/$zone/events"
              params={{ zone: path.zone }}
              search={{ person: person.id }}
            >
              {t("eventsOf")}
            </Link>
          </p>
        )}
      </div>
    </Page>
  );
}
