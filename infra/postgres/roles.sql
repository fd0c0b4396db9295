-- For a server that gives away no superuser: the role and the database that MANDATE_DATABASE_URL of the migration needs.
--   psql --set=password="$(cat admin_password)" --file=roles.sql postgresql://postgres@HOST/postgres
-- The migration then makes the roles of docs/architecture.md by itself; none of them can see past its zone.
CREATE ROLE mandate_admin LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE mandate OWNER mandate_admin ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE mandate FROM PUBLIC;
