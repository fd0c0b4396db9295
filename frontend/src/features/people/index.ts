export { AddPerson } from "./add-person";
export { PeopleList } from "./people-list";
export { PersonDetails } from "./person-page";
