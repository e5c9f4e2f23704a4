-- What the three readers ask of a warehouse. Each question must run on every warehouse; "must return no row"
-- and "must return rows" (on the sample reports) are promises that test_acceptance.py holds us to.
-- name: worst_slips (auditor; must return rows)
select position, path, page, section, kind, severity, stated, expected, quote, operands, explanation_vi, suggestion from findings order by position limit 50;
-- name: one_line_per_slip (auditor; must return rows)
select slip_id, count(*) checks, count(*) filter (where is_primary) primaries from checks where verdict = 'inconsistent' group by slip_id order by 2 desc, 1;
-- name: where_a_finding_stands (auditor; must return rows)
select f.check_id, o.position, o.role, o.page, o.char_start, o.char_end, o.text from findings f join check_operands o using (check_id) order by 1, 2;
-- name: what_to_ask_the_office (auditor)
select path, page, kind, quote, explanation_vi from questions;
-- name: quotes_are_exact (must return no row)
select f.fact_id from facts f join pages p using (document_id, page) where f.quote <> substring(p.text, f.char_start + 1, f.char_end - f.char_start);
-- name: mentions_are_exact (must return no row)
select m.mention_id from mentions m join pages p using (document_id, page) where m.text <> substring(p.text, m.char_start + 1, m.char_end - m.char_start);
-- name: operands_are_exact (must return no row)
select o.check_id from check_operands o join checks c using (check_id) join pages p on p.document_id = c.document_id and p.page = o.page where c.kind <> 'cross_document' and o.text <> substring(p.text, o.char_start + 1, o.char_end - o.char_start);
-- name: mentions_never_overlap (must return no row)
select a.mention_id, b.mention_id from mentions a join mentions b on a.document_id = b.document_id and a.page = b.page and a.mention_id < b.mention_id and a.char_start < b.char_end and b.char_start < a.char_end;
-- name: every_fact_has_its_numbers (must return no row)
select fact_id from facts anti join fact_mentions using (fact_id);
-- name: every_flag_says_why (must return no row)
select check_id from findings where explanation_vi is null or explanation_en is null or operands is null or position is null;
-- name: what_was_understood (researcher; must return rows)
select path, kind, mentions, share, share_classified from coverage;
-- name: who_signs_least (researcher)
select entity, numerator, denominator, round(100 * numerator / denominator, 2) share from facts where measure = 'ratio' and entity is not null and table_id is not null and denominator > 0 order by share, entity limit 10;
-- name: what_is_measured (researcher; must return rows)
select label, measure, value, unit, qualifier, source_count, has_finding from comparison order by label, value;
-- name: one_indicator_across_places (researcher)
select indicator_id, place_id, period_label, value, target from comparison where indicator_id is not null order by 1, 3, 2;
-- name: targets_missed (analyst)
select label, actual, target, stated_status from target_attainment where not attained;
-- name: what_may_be_summed (analyst; must return rows)
select unit, count(*) numbers, sum(value) total from quantities where role = 'actual' group by unit order by 2 desc, 1 limit 20;
-- name: numbers_are_summed_once (must return no row)
select mention_id from quantities group by mention_id having count(*) > 1;
-- name: rules_that_ran (analyst; must return rows)
select rule, sum(candidates) candidates, sum(checked) checked, sum(flagged) flagged from rule_runs group by rule order by 1;
-- name: what_no_check_touches (analyst)
select document_id, count(*) facts, count(*) filter (where checks = 0) untouched from decidability group by 1 order by 1;
-- name: one_line_per_document (analyst; must return rows)
select path, figures, checked, wrong, open_questions, not_understood, pages_not_read from document_summary;
-- name: documents_that_failed (analyst)
select path, status, error_code, error_detail from documents where status <> 'ok';
-- name: who_made_this (analyst; must return rows)
select run_id, started_at, version, code_hash, documents, findings from runs;
-- name: data_dictionary (must return no row)
select table_name, column_name from duckdb_columns() where schema_name = 'main' and not internal and comment is null;
