-- A zone of 100,000 tasks for the search of scripts/bench: words in all texts, in some, in hardly any.
SET ROLE mandate_owner;
INSERT INTO task (zone_id, id, plan_id, ordinal, number, section, title, body, deadline_text, deadline_date, precondition,
                  provisional, state, version, created_at, updated_at)
SELECT bench.id(2, 1, 0), bench.id(9, 1, t), bench.id(7, 1, 0), t * 1000, t, '（一）测算专题',
       (ARRAY['压减', '优化'])[1 + t % 2] || '第' || t || '项事项：'
           || (ARRAY['企业开办', '用水报装', '用气报装', '不动产登记', '获得信贷', '跨境贸易', '纳税服务', '执行合同', '办理破产', '获得电力'])[1 + t * 7 % 10]
           || CASE WHEN t % 997 = 0 THEN '电子印章试点' ELSE '' END,
       repeat((ARRAY['按月推进并核对办理情况。', '建立台账并销号管理。', '压缩审批时限至八个工作日。'])[1 + t % 3], 8) || '公布办理结果。',
       '2026年底前', date '2026-12-31' - t % 300, '', false, CASE WHEN t % 3 = 0 THEN 'active' ELSE 'unstaffed' END,
       1, now(), now() - t * interval '1 minute'
FROM generate_series(1, 100000) t;
RESET ROLE;
UPDATE membership SET role = 'supervisor', unit_id = NULL WHERE zone_id = bench.id(2, 1, 0);
VACUUM ANALYZE task;
CHECKPOINT;
