-- A synthetic installation: $1 zones, 60 units and 450 tasks in each, identifiers computable from the zone's number.
-- Run as the server's administrator, who stands outside the fence. Only scripts/bench uses it.
SET ROLE mandate_owner;
CREATE SCHEMA IF NOT EXISTS bench;
CREATE OR REPLACE FUNCTION bench.id(kind integer, zone integer, place integer) RETURNS uuid LANGUAGE sql IMMUTABLE
PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(zone), 6, '0') || lpad(to_hex(place), 6, '0'))::uuid
$$;
GRANT USAGE ON SCHEMA bench TO mandate_app;
RESET ROLE;
INSERT INTO jurisdiction (id, code, name, name_en) VALUES (bench.id(1, 0, 0), 'bench', '测算市', 'Bench City');
INSERT INTO zone (id, jurisdiction_id, code, name, name_en)
SELECT bench.id(2, z, 0), bench.id(1, 0, 0), 'bench-' || z, '测算区' || z, 'Bench Zone ' || z FROM generate_series(1, :zones) z;
INSERT INTO account (id, login, name, password_hash, password_changed_at, must_change_password, epoch, version, created_at, updated_at)
SELECT bench.id(3, z, 0), 'bench.officer.' || z, '测算员' || z, 'x', now(), false, 0, 1, now(), now() FROM generate_series(1, :zones) z;
INSERT INTO sign_in_session (id, account_id, kind, secret_hash, created_at, last_seen_at, idle_expires_at, expires_at, client, address)
SELECT bench.id(4, z, 0), bench.id(3, z, 0), 'browser', sha256(convert_to(:'secret' || '-' || z, 'UTF8')), now(),
       now(), now() + interval '1 day', now() + interval '1 day', 'bench', '127.0.0.1'
FROM generate_series(1, :zones) z;
INSERT INTO unit (zone_id, id, name, kind, sort_key, note, active, version, created_at, updated_at)
SELECT bench.id(2, z, 0), bench.id(5, z, u), '测算局' || u, 'department', 'cesuan' || lpad(u::text, 3, '0'), '', true, 1, now(), now()
FROM generate_series(1, :zones) z, generate_series(1, 60) u;
INSERT INTO zone_account (zone_id, account_id, version, created_at, updated_at)
SELECT bench.id(2, z, 0), bench.id(3, z, 0), 1, now(), now() FROM generate_series(1, :zones) z;
INSERT INTO membership (zone_id, id, account_id, role, unit_id, version, created_at, updated_at)
SELECT bench.id(2, z, 0), bench.id(6, z, 0), bench.id(3, z, 0), 'officer', bench.id(5, z, 1), 1, now(), now()
FROM generate_series(1, :zones) z;
INSERT INTO plan (zone_id, id, title, file_name, media_type, size_bytes, sha256, state, stage, progress, failure_code,
                  failure_zh, failure_en, document_number, issuer, document_status, notation, anchors, doubts,
                  uploaded_by, version, created_at, updated_at)
SELECT bench.id(2, z, 0), bench.id(7, z, 0), '测算计划', 'bench.txt', 'text/plain', 1, 'x', 'adopted', '', 100, '', '', '',
       '', '', 'issued', '', '{}', '[]', bench.id(3, z, 0), 1, now(), now()
FROM generate_series(1, :zones) z;
INSERT INTO task (zone_id, id, plan_id, ordinal, number, section, title, body, deadline_text, deadline_date, precondition,
                  provisional, state, version, created_at, updated_at)
SELECT bench.id(2, z, 0), bench.id(8, z, t), bench.id(7, z, 0), t * 1000, t, '（一）测算专题',
       '压减第' || t || '项事项的办理时限，优化流程并公布进度', repeat('按月推进并核对办理情况。', 8), '2026年底前', date '2026-12-31', '',
       false, CASE WHEN t % 3 = 0 THEN 'active' ELSE 'unstaffed' END, 1, now(), now() - t * interval '1 minute'
FROM generate_series(1, :zones) z, generate_series(1, 450) t;
-- The officer's unit 1 takes part in every sixth task: more than one page of fifty.
INSERT INTO task_unit (zone_id, task_id, unit_id, relation, ordinal, source_text, inherited, responsible_leader,
                       responsible_section, responsible_officer)
SELECT bench.id(2, z, 0), bench.id(8, z, t), bench.id(5, z, 1 + (t * 7 + k * 11) % 60), CASE WHEN k = 0 THEN 'lead' ELSE 'responsible' END,
       k, '测算局', false, '', '', ''
FROM generate_series(1, :zones) z, generate_series(1, 450) t, generate_series(0, 4) k;
INSERT INTO task_unit (zone_id, task_id, unit_id, relation, ordinal, source_text, inherited, responsible_leader,
                       responsible_section, responsible_officer)
SELECT bench.id(2, z, 0), bench.id(8, z, t), bench.id(5, z, 1), 'responsible', 9, '测算局', false, '', '', ''
FROM generate_series(1, :zones) z, generate_series(6, 450, 6) t
ON CONFLICT DO NOTHING;
INSERT INTO event (zone_id, id, account_name, tag, subject_kind, subject_title, reason, request_id)
SELECT bench.id(2, z, 0), bench.id(9, z, 0), '', 'bench:zone:load', 'zone', '', '', '' FROM generate_series(1, :zones) z;
-- A zone at work is vacuumed, and nothing of the loading is left to do while the clock runs.
VACUUM ANALYZE;
CHECKPOINT;
