-- The views of the warehouse (warehouse.md: "Views"). Columns that a view takes over from a table keep the
-- table's comment (pipeline/warehouse/comments.py); only columns made here are commented here.
-- A report kept in two containers is two documents, the second with same_as: every view that lists or sums
-- statements uses the first only. An issue that was superseded says nothing that may be compared or summed.

CREATE VIEW findings AS
WITH span AS (
  SELECT
    o.check_id,
    -- Of a check between documents only the first operand stands in its own.
    min(o.char_start) FILTER (WHERE o.page = c.page AND (c.kind <> 'cross_document' OR o.position = 0)) AS char_start,
    max(o.char_end) FILTER (WHERE o.page = c.page AND (c.kind <> 'cross_document' OR o.position = 0)) AS char_end,
    string_agg(o.role || ' ' || o.text, '; ' ORDER BY o.position) AS operands,
    any_value(f.place_id ORDER BY o.position) AS place_id,
    any_value(f.section ORDER BY o.position) AS section
  FROM check_operands o
  JOIN checks c USING (check_id)
  LEFT JOIN facts f ON f.fact_id = o.fact_id
  GROUP BY o.check_id
),
judged AS (
  SELECT
    c.*,
    d.path,
    coalesce(s.place_id, d.place_id) AS place_id,
    s.section,
    s.operands,
    s.char_start,
    s.char_end,
    CASE c.severity WHEN 'major' THEN 1 WHEN 'minor' THEN 2 WHEN 'note' THEN 3 ELSE 4 END AS severity_rank,
    CASE c.verdict WHEN 'inconsistent' THEN 1 WHEN 'last_digit' THEN 2 ELSE 3 END AS verdict_rank,
    min(s.char_start) OVER (PARTITION BY c.document_id, c.page, c.slip_id) AS slip_start
  FROM checks c
  JOIN documents d USING (document_id)
  LEFT JOIN span s USING (check_id)
  WHERE c.verdict IN ('inconsistent', 'truncated', 'last_digit') AND d.same_as IS NULL
)
SELECT
  CAST(row_number() OVER worst_first AS INTEGER) AS position,
  j.severity, j.verdict, j.kind, j.document_id, j.path, j.page, j.place_id, p.name AS place,
  j.section, j.stated, j.expected, j.quote, j.operands, j.formula, j.explanation_vi, j.explanation_en, j.suggestion,
  j.suggestion_en,
  j.slip_id, j.is_primary, j.stated_value, j.expected_value, j.difference, j.difference_relative,
  j.rule, j.check_id, j.content_key, j.char_start, j.char_end, j.review, j.review_note
FROM judged j
LEFT JOIN places p ON p.place_id = j.place_id
WINDOW worst_first AS (
  ORDER BY j.severity_rank, j.verdict_rank, j.path, j.document_id, j.page, j.slip_start NULLS LAST, j.slip_id,
    j.is_primary DESC, j.char_start NULLS LAST, j.check_id
)
ORDER BY position;

COMMENT ON VIEW findings IS 'What does not agree, worst first: severity, then verdict, document, page, place on the page; the check that tells a slip best stands first of it. Each with all that decided it.';
COMMENT ON COLUMN findings.position IS 'Order in this list, from 1, the worst first.';
COMMENT ON COLUMN findings.place_id IS 'The place of the first figure that decided it, else the place the document reports on.';
COMMENT ON COLUMN findings.place IS 'Name of that place.';
COMMENT ON COLUMN findings.section IS 'Path of headings above the first figure that decided it.';
COMMENT ON COLUMN findings.operands IS 'Everything that decided it, as one line: role and printed words, in order.';
COMMENT ON COLUMN findings.char_start IS 'Start of the first operand on this page, in pages.text.';
COMMENT ON COLUMN findings.char_end IS 'End of the last operand on this page, exclusive.';

CREATE VIEW questions AS
SELECT
  c.document_id, d.path, c.page, c.kind, c.severity, c.verdict, c.stated, c.expected, c.quote,
  o.operands, c.formula, c.explanation_vi, c.explanation_en, c.suggestion, c.suggestion_en, c.slip_id, c.is_primary,
  c.rule, c.check_id, c.content_key,
  -- Of a check between documents only the first operand stands in its own.
  CASE c.kind WHEN 'cross_document' THEN o.own_start ELSE o.char_start END AS char_start,
  c.review, c.review_note
FROM checks c
JOIN documents d USING (document_id)
LEFT JOIN (
  SELECT
    check_id,
    string_agg(role || ' ' || text, '; ' ORDER BY position) AS operands,
    min(char_start) AS char_start,
    arg_min(char_start, position) AS own_start
  FROM check_operands
  GROUP BY check_id
) o USING (check_id)
WHERE c.verdict = 'undecidable' AND d.same_as IS NULL
ORDER BY d.path, c.document_id, c.page, char_start NULLS LAST, c.check_id;

COMMENT ON VIEW questions IS 'What the words do not force: a careful auditor may ask, nobody is accused.';
COMMENT ON COLUMN questions.operands IS 'Everything that was weighed, as one line: role and printed words, in order.';
COMMENT ON COLUMN questions.char_start IS 'Start of the first operand, in pages.text.';

CREATE VIEW quantities AS
WITH served AS (
  SELECT
    m.*,
    f.label, f.indicator_id, f.place_id, f.entity, f.entity_kind, f.scope, f.measure, f.role AS fact_role,
    f.qualifier, f.period_start, f.period_end, f.period_kind, f.period_label, f.section, f.table_id, f.row, f.col,
    f.unit,
    f.fact_id AS served_fact_id,
    fm.role AS number_role,
    CASE fm.role WHEN 'numerator' THEN f.numerator WHEN 'denominator' THEN f.denominator ELSE f.value END AS quantity,
    row_number() OVER (
      PARTITION BY m.mention_id
      ORDER BY f.fact_id = m.fact_id DESC NULLS LAST, f.measure <> 'ratio' DESC, f.fact_id, fm.position
    ) AS choice
  FROM fact_mentions fm
  JOIN mentions m USING (mention_id)
  JOIN facts f ON f.fact_id = fm.fact_id
  JOIN documents d ON d.document_id = m.document_id
  WHERE (
      (f.measure IN ('count', 'money') AND fm.role = 'value')
      OR (f.measure = 'ratio' AND fm.role IN ('numerator', 'denominator'))
    )
    AND d.same_as IS NULL
    AND NOT EXISTS (SELECT 1 FROM documents newer WHERE newer.supersedes = d.document_id)
)
SELECT
  mention_id, document_id, page, char_start, char_end, text, quantity AS value, unit, label, number_role, measure,
  fact_role AS role, qualifier, indicator_id, place_id, entity, entity_kind, scope, period_label, period_start,
  period_end, period_kind, section, table_id, row, col, served_fact_id AS fact_id
FROM served
WHERE choice = 1
ORDER BY document_id, page, char_start;

COMMENT ON VIEW quantities IS 'Every count, amount of money and operand of a ratio, once per printed number, whatever facts it serves: what may be summed. Percentages, scores, ranks, changes and computed operands are not here, nor are second containers and superseded issues of a report. Filter role = ''actual'' before summing: targets stand here too.';
COMMENT ON COLUMN quantities.value IS 'The quantity in its unit, magnitude applied.';
COMMENT ON COLUMN quantities.number_role IS 'What the number does in its fact: value, numerator or denominator.';
COMMENT ON COLUMN quantities.fact_id IS 'The fact this row takes label, unit and place from.';

CREATE VIEW target_attainment AS
WITH stating AS (
  SELECT
    f.*,
    d.path,
    -- What a label stands below (Chứng thực › Hợp đồng) is no part of what is measured.
    coalesce(f.indicator_id, regexp_replace(f.label, '^.* › ', '')) AS subject,
    CASE WHEN f.measure IN ('percent', 'ratio') THEN 'share' ELSE f.measure || ' ' || coalesce(f.unit, '') END AS dimension
  FROM facts f
  JOIN documents d USING (document_id)
  WHERE d.same_as IS NULL
    AND f.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM documents newer WHERE newer.supersedes = d.document_id)
),
pair AS (
  SELECT t.fact_id AS target_fact_id, a.fact_id, 1 AS closeness
  FROM stating t
  JOIN stating a ON a.document_id = t.document_id AND a.table_id = t.table_id AND a.row = t.row
  WHERE t.role = 'target' AND a.role = 'actual' AND a.dimension = t.dimension
    AND (a.period_label = t.period_label OR a.period_label IS NULL OR t.period_label IS NULL)
  UNION ALL
  SELECT t.fact_id, a.fact_id, 2
  FROM stating t
  JOIN stating a ON a.document_id = t.document_id AND a.subject = t.subject
  WHERE t.role = 'target' AND a.role = 'actual' AND a.dimension = t.dimension
    AND a.place_id IS NOT DISTINCT FROM t.place_id
    AND a.entity IS NOT DISTINCT FROM t.entity
    AND a.scope IS NOT DISTINCT FROM t.scope
    AND a.period_label IS NOT DISTINCT FROM t.period_label
),
chosen AS (
  SELECT
    p.target_fact_id,
    p.fact_id,
    row_number() OVER (
      PARTITION BY p.target_fact_id
      ORDER BY p.closeness, a.period_label IS NOT DISTINCT FROM t.period_label DESC, a.page <> t.page,
        abs(a.char_start - t.char_start), a.fact_id
    ) AS choice
  FROM pair p
  JOIN facts t ON t.fact_id = p.target_fact_id
  JOIN facts a ON a.fact_id = p.fact_id
),
status AS (
  SELECT o.fact_id, any_value(s.text ORDER BY c.check_id, s.position) AS stated_status
  FROM checks c
  JOIN check_operands s ON s.check_id = c.check_id AND s.role = 'status'
  JOIN check_operands o ON o.check_id = c.check_id AND o.fact_id IS NOT NULL
  WHERE c.kind = 'target_status'
  GROUP BY o.fact_id
)
SELECT
  coalesce(a.label, t.label) AS label,
  coalesce(a.place_id, t.place_id) AS place_id,
  a.value AS actual,
  t.value AS target,
  coalesce(sa.stated_status, st.stated_status) AS stated_status,
  CASE
    WHEN t.qualifier IN ('at_most', 'less_than') OR i.direction = 'lower' THEN
      CASE
        WHEN a.qualifier IN ('at_least', 'more_than') THEN
          CASE
            WHEN a.value > t.value OR (a.value = t.value AND (a.qualifier = 'more_than' OR t.qualifier = 'less_than'))
              THEN false
          END
        WHEN a.value < t.value THEN true
        WHEN a.value = t.value AND (a.qualifier = 'less_than' OR t.qualifier <> 'less_than') THEN true
        WHEN a.qualifier NOT IN ('at_most', 'less_than') THEN false
      END
    ELSE
      CASE
        WHEN a.qualifier IN ('at_most', 'less_than') THEN
          CASE
            WHEN a.value < t.value OR (a.value = t.value AND (a.qualifier = 'less_than' OR t.qualifier = 'more_than'))
              THEN false
          END
        WHEN a.value > t.value THEN true
        WHEN a.value = t.value AND (a.qualifier = 'more_than' OR t.qualifier <> 'more_than') THEN true
        WHEN a.qualifier NOT IN ('at_least', 'more_than') THEN false
      END
  END AS attained,
  a.fact_id,
  t.fact_id AS target_fact_id,
  a.indicator_id, a.entity, a.scope, a.unit, a.qualifier, t.qualifier AS target_qualifier, a.period_label,
  t.period_label AS target_period_label, a.document_id, a.page
FROM chosen ch
JOIN facts t ON t.fact_id = ch.target_fact_id
JOIN facts a ON a.fact_id = ch.fact_id
LEFT JOIN indicators i ON i.indicator_id = a.indicator_id
LEFT JOIN status sa ON sa.fact_id = a.fact_id
LEFT JOIN status st ON st.fact_id = t.fact_id
WHERE ch.choice = 1
ORDER BY a.document_id, a.page, a.char_start, t.fact_id;

COMMENT ON VIEW target_attainment IS 'Results beside their targets: of the same table row, else of the same indicator, place and period in one report.';
COMMENT ON COLUMN target_attainment.label IS 'What is measured.';
COMMENT ON COLUMN target_attainment.actual IS 'The result.';
COMMENT ON COLUMN target_attainment.target IS 'The target.';
COMMENT ON COLUMN target_attainment.stated_status IS 'What the report says about it, such as Đạt; NULL where it says nothing.';
COMMENT ON COLUMN target_attainment.attained IS 'Whether the result reaches the target; a target is a floor unless it says at most or its indicator is better lower. NULL where a qualifier such as trên or dưới leaves it open.';
COMMENT ON COLUMN target_attainment.fact_id IS 'The fact of the result (facts.fact_id).';
COMMENT ON COLUMN target_attainment.target_fact_id IS 'The fact of the target (facts.fact_id).';
COMMENT ON COLUMN target_attainment.target_qualifier IS 'The printed word that widens the target.';
COMMENT ON COLUMN target_attainment.target_period_label IS 'Period of the target.';

CREATE VIEW comparison AS
WITH statement AS (
  SELECT
    f.*,
    d.path,
    -- What a label stands below (Chứng thực › Hợp đồng) is no part of what is measured.
    coalesce(f.indicator_id, regexp_replace(f.label, '^.* › ', '')) AS subject,
    CASE WHEN f.measure IN ('percent', 'ratio') THEN 'share' ELSE f.measure || ' ' || coalesce(f.unit, '') END AS dimension,
    -- A place or period that is not known may differ from report to report: such rows stay inside their document.
    CASE WHEN f.place_id IS NULL OR f.period_label IS NULL THEN f.document_id END AS home,
    -- A label may be short and stand for two things ("hồ sơ"): only an indicator joins statements that differ.
    CASE
      WHEN f.indicator_id IS NOT NULL THEN NULL
      WHEN f.measure IN ('percent', 'ratio') THEN round(f.value)
      ELSE f.value
    END AS figure,
    -- Of several figures of one indicator the one of the widest base is the whole, the others are its parts.
    CASE WHEN f.indicator_id IS NOT NULL THEN f.denominator END AS base,
    CASE WHEN i.is_additive THEN f.value END AS whole,
    a.target,
    EXISTS (
      SELECT 1 FROM check_operands o JOIN checks c USING (check_id)
      WHERE o.fact_id = f.fact_id AND c.verdict IN ('inconsistent', 'truncated', 'last_digit')
    ) AS is_in_finding
  FROM facts f
  JOIN documents d USING (document_id)
  LEFT JOIN indicators i ON i.indicator_id = f.indicator_id
  LEFT JOIN (
    SELECT fact_id, any_value(target ORDER BY target_fact_id) AS target FROM target_attainment GROUP BY fact_id
  ) a ON a.fact_id = f.fact_id
  WHERE f.role = 'actual'
    AND f.value IS NOT NULL
    AND coalesce(f.indicator_id, f.label) IS NOT NULL
    AND d.same_as IS NULL
    AND NOT EXISTS (SELECT 1 FROM documents newer WHERE newer.supersedes = d.document_id)
),
ranked AS (
  SELECT
    *,
    row_number() OVER (
      same_thing ORDER BY numerator IS NULL, derived, base DESC NULLS LAST, whole DESC NULLS LAST,
        decimals DESC NULLS LAST, qualifier <> 'exact',
        confidence DESC NULLS LAST, path, document_id, page, char_start, fact_id
    ) AS fineness,
    count(*) OVER same_thing AS statements,
    bool_or(is_in_finding) OVER same_thing AS any_finding,
    any_value(target ORDER BY fact_id) OVER same_thing AS any_target
  FROM statement
  WINDOW same_thing AS (
    PARTITION BY subject, place_id, entity, scope, period_label, dimension, base_period, home, figure
  )
)
SELECT
  indicator_id, label, place_id, entity, scope, measure, period_label, period_start, period_end, value, numerator,
  denominator, coalesce(target, any_target) AS target, unit, qualifier, decimals, CAST(statements AS INTEGER) AS source_count,
  any_finding AS has_finding, document_id, path, page, fact_id
FROM ranked
WHERE fineness = 1
ORDER BY indicator_id NULLS LAST, label, period_label, place_id, entity, document_id, page, char_start;

COMMENT ON VIEW comparison IS 'One row for each thing measured, place and period, whatever the times it is printed: the finest statement of it (with operands, of an indicator that of the widest base, most decimals, no qualifier). Only results, of reports not superseded. Where the place or period is not known, a row never joins two documents; where only a label is known, it never joins two values.';
COMMENT ON COLUMN comparison.target IS 'The target set beside it, where one is.';
COMMENT ON COLUMN comparison.source_count IS 'Statements of it: the same figure printed twice counts 2.';
COMMENT ON COLUMN comparison.has_finding IS 'Whether any of these statements is an operand of a finding.';
COMMENT ON COLUMN comparison.fact_id IS 'The statement chosen (facts.fact_id).';

CREATE VIEW coverage AS
WITH counted AS (
  -- A number in words and a Roman numeral hold no digit and do not count.
  SELECT document_id, kind, CAST(count(*) AS INTEGER) AS mentions
  FROM mentions
  WHERE regexp_matches(text, '[\p{Nd}\p{No}]')
  GROUP BY document_id, kind
)
SELECT
  c.document_id,
  d.path,
  c.kind,
  c.mentions,
  CAST(round(100.0 * c.mentions / sum(c.mentions) OVER of_document, 2) AS DECIMAL(28, 6)) AS share,
  CAST(
    round(
      100.0 * coalesce(sum(c.mentions) FILTER (WHERE c.kind <> 'unclassified') OVER of_document, 0)
      / sum(c.mentions) OVER of_document, 2
    ) AS DECIMAL(28, 6)
  ) AS share_classified
FROM counted c
JOIN documents d USING (document_id)
WHERE d.same_as IS NULL
WINDOW of_document AS (PARTITION BY c.document_id)
ORDER BY d.path, c.document_id, c.mentions DESC, c.kind;

COMMENT ON VIEW coverage IS 'What the printed numbers of each document are: a row for each kind. Numbers in words and Roman numerals do not count; a report in several containers is here once.';
COMMENT ON COLUMN coverage.mentions IS 'Numbers of this kind.';
COMMENT ON COLUMN coverage.share IS 'Percent of the document''s numbers that are of this kind.';
COMMENT ON COLUMN coverage.share_classified IS 'Percent of the document''s numbers that have a kind other than unclassified; the same in all its rows.';

CREATE VIEW decidability AS
WITH touching AS (
  SELECT DISTINCT fact_id, check_id FROM check_operands WHERE fact_id IS NOT NULL
  UNION
  SELECT DISTINCT fm.fact_id, o.check_id FROM check_operands o JOIN fact_mentions fm USING (mention_id)
),
decided AS (
  SELECT check_id, string_agg(DISTINCT mention_id, ' ' ORDER BY mention_id) AS numbers
  FROM check_operands WHERE mention_id IS NOT NULL GROUP BY check_id
)
SELECT
  f.fact_id, f.document_id, f.page, f.label, f.measure, f.value, f.unit,
  CAST(count(c.check_id) AS INTEGER) AS checks,
  CAST(count(*) FILTER (WHERE c.verdict = 'consistent') AS INTEGER) AS consistent,
  CAST(count(*) FILTER (WHERE c.verdict IN ('inconsistent', 'truncated', 'last_digit')) AS INTEGER) AS flagged,
  CAST(count(*) FILTER (WHERE c.verdict = 'undecidable') AS INTEGER) AS undecidable,
  CAST(count(DISTINCT d.numbers) FILTER (WHERE c.verdict <> 'undecidable') AS INTEGER) AS independent
FROM facts f
JOIN documents d ON d.document_id = f.document_id AND d.same_as IS NULL
LEFT JOIN touching t USING (fact_id)
LEFT JOIN checks c ON c.check_id = t.check_id
LEFT JOIN decided d ON d.check_id = t.check_id
GROUP BY ALL
ORDER BY f.document_id, f.page, f.fact_id;

COMMENT ON VIEW decidability IS 'For each fact, the checks that touch it or one of its numbers: what can be said about it at all.';
COMMENT ON COLUMN decidability.checks IS 'Checks that touch the fact or one of its numbers.';
COMMENT ON COLUMN decidability.consistent IS 'Of these, consistent.';
COMMENT ON COLUMN decidability.flagged IS 'Of these, inconsistent, truncated or last_digit.';
COMMENT ON COLUMN decidability.undecidable IS 'Of these, undecidable.';
COMMENT ON COLUMN decidability.independent IS 'Checks that decided, each set of numbers once: 0 means that silence is no approval.';

CREATE VIEW document_summary AS
WITH number_count AS (
  SELECT
    document_id,
    count(*) AS numbers,
    count(*) FILTER (WHERE kind = 'figure') AS figures,
    count(*) FILTER (WHERE kind = 'unclassified') AS not_understood
  FROM mentions
  WHERE regexp_matches(text, '[\p{Nd}\p{No}]')
  GROUP BY document_id
),
checked_count AS (
  SELECT m.document_id, count(DISTINCT m.mention_id) AS checked
  FROM check_operands o
  JOIN checks c USING (check_id)
  JOIN mentions m USING (mention_id)
  WHERE m.kind = 'figure' AND c.verdict <> 'undecidable'
  GROUP BY m.document_id
),
check_count AS (
  SELECT
    document_id,
    count(*) AS checks,
    count(DISTINCT slip_id) FILTER (WHERE verdict = 'inconsistent' OR severity IN ('minor', 'major')) AS wrong,
    count(DISTINCT slip_id) FILTER (WHERE severity = 'major') AS wrong_major,
    count(*) FILTER (WHERE verdict = 'undecidable') AS open_questions
  FROM checks
  GROUP BY document_id
),
fact_count AS (
  SELECT document_id, count(*) AS facts FROM facts GROUP BY document_id
),
page_count_read AS (
  SELECT document_id, count(*) FILTER (WHERE status <> 'failed') AS pages_read FROM pages GROUP BY document_id
)
SELECT
  d.document_id, d.path, d.status, d.error_code, d.doc_type, d.symbol, d.title, d.issuer, d.place_id, p.name AS place,
  d.period_start, d.period_end, d.page_count,
  CAST(greatest(coalesce(d.page_count, 0) - coalesce(r.pages_read, 0), 0) AS INTEGER) AS pages_not_read,
  CAST(coalesce(n.numbers, 0) AS INTEGER) AS numbers,
  CAST(coalesce(n.figures, 0) AS INTEGER) AS figures,
  CAST(coalesce(n.not_understood, 0) AS INTEGER) AS not_understood,
  CAST(coalesce(f.facts, 0) AS INTEGER) AS facts,
  CAST(coalesce(c.checks, 0) AS INTEGER) AS checks,
  CAST(coalesce(k.checked, 0) AS INTEGER) AS checked,
  CAST(coalesce(c.wrong, 0) AS INTEGER) AS wrong,
  CAST(coalesce(c.wrong_major, 0) AS INTEGER) AS wrong_major,
  CAST(coalesce(c.open_questions, 0) AS INTEGER) AS open_questions,
  d.same_as, s.path AS same_as_path, d.supersedes, e.path AS supersedes_path
FROM documents d
LEFT JOIN number_count n USING (document_id)
LEFT JOIN fact_count f USING (document_id)
LEFT JOIN checked_count k USING (document_id)
LEFT JOIN check_count c USING (document_id)
LEFT JOIN page_count_read r USING (document_id)
LEFT JOIN places p ON p.place_id = d.place_id
LEFT JOIN documents s ON s.document_id = d.same_as
LEFT JOIN documents e ON e.document_id = d.supersedes
ORDER BY d.path, d.document_id;

COMMENT ON VIEW document_summary IS 'One line a document: figures, checked, wrong, open questions, pages not read. A second container of a report is a line too: leave out rows with same_as before adding lines up.';
COMMENT ON COLUMN document_summary.place IS 'Name of the place reported on.';
COMMENT ON COLUMN document_summary.pages_not_read IS 'Pages without text because reading them failed.';
COMMENT ON COLUMN document_summary.numbers IS 'Numbers printed in digits, of any kind.';
COMMENT ON COLUMN document_summary.figures IS 'Of these, quantities stated about the world.';
COMMENT ON COLUMN document_summary.not_understood IS 'Of these, numbers no rule understands (unclassified).';
COMMENT ON COLUMN document_summary.facts IS 'Facts built.';
COMMENT ON COLUMN document_summary.checks IS 'Checks made.';
COMMENT ON COLUMN document_summary.checked IS 'Figures that are an operand of at least one check with a verdict other than undecidable.';
COMMENT ON COLUMN document_summary.wrong IS 'Slips: accusations (inconsistent, or severity minor and above), those that show one slip counted once.';
COMMENT ON COLUMN document_summary.wrong_major IS 'Of these, slips with a check of severity major.';
COMMENT ON COLUMN document_summary.open_questions IS 'Checks that are undecidable.';
COMMENT ON COLUMN document_summary.same_as_path IS 'Path of that document.';
COMMENT ON COLUMN document_summary.supersedes_path IS 'Path of that document.';
