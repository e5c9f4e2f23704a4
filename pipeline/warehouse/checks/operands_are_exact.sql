-- An operand's text is exactly its span of its page, and holds its mention where it has one.
-- Looked up in a stretch of the page, see mentions_are_exact; the few longer than that in the page itself.
WITH piece AS (
  SELECT document_id, page, unnest(pieces) AS words, generate_subscripts(pieces, 1) - 1 AS number
  FROM (SELECT document_id, page, regexp_extract_all(text, '(?s).{1,512}') AS pieces FROM pages)
),
stretch AS (
  SELECT
    document_id, page, number, number * 512 AS start,
    concat(words, lead(words) OVER in_order, lead(words, 2) OVER in_order) AS words
  FROM piece
  WINDOW in_order AS (PARTITION BY document_id, page ORDER BY number)
),
operand AS (
  -- A check across documents has operands of other documents than its own.
  SELECT
    coalesce(m.document_id, f.document_id, c.document_id) AS document_id,
    o.page, o.check_id, o.position, o.text, o.char_start, o.char_end,
    m.mention_id IS NOT NULL
      AND (m.page <> o.page OR m.char_start < o.char_start OR m.char_end > o.char_end) AS is_beside_mention
  FROM check_operands o
  JOIN checks c USING (check_id)
  LEFT JOIN mentions m ON m.mention_id = o.mention_id
  LEFT JOIN facts f ON f.fact_id = o.fact_id
)
SELECT
  o.document_id, o.page, o.check_id, o.position, o.text,
  substring(s.words, o.char_start - s.start + 1, o.char_end - o.char_start) AS printed
FROM operand o
LEFT JOIN stretch s ON s.document_id = o.document_id AND s.page = o.page AND s.number = o.char_start // 512
WHERE o.char_end - o.char_start <= 1024
  AND (
    o.is_beside_mention
    OR o.text IS DISTINCT FROM substring(s.words, o.char_start - s.start + 1, o.char_end - o.char_start)
  )
UNION ALL
SELECT
  o.document_id, o.page, o.check_id, o.position, o.text,
  substring(p.text, o.char_start + 1, o.char_end - o.char_start)
FROM operand o
LEFT JOIN pages p USING (document_id, page)
WHERE o.char_end - o.char_start > 1024
  AND (o.is_beside_mention OR o.text IS DISTINCT FROM substring(p.text, o.char_start + 1, o.char_end - o.char_start));
