// The task list by PostGraphile, over the same table and policies, for scripts/bench: the zone comes from a header.
import { createServer } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";

const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 8 });
const serve = postgraphile(pool, "public", {
  dynamicJson: true,
  disableQueryLog: true,
  graphiql: false,
  pgSettings: (request) => ({ "app.zone_id": request.headers["x-zone"] }),
});
createServer(serve).listen(Number(process.env.PEER_PORT), "127.0.0.1");
