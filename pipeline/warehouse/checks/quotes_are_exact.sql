-- A fact's quote is exactly its span of the page.
-- Looked up in a stretch of the page, see mentions_are_exact; the few quotes longer than that in the page itself.
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
)
SELECT
  f.document_id, f.page, f.fact_id, f.quote,
  substring(s.words, f.char_start - s.start + 1, f.char_end - f.char_start) AS printed
FROM facts f
LEFT JOIN stretch s ON s.document_id = f.document_id AND s.page = f.page AND s.number = f.char_start // 512
WHERE f.char_end - f.char_start <= 1024
  AND f.quote IS DISTINCT FROM substring(s.words, f.char_start - s.start + 1, f.char_end - f.char_start)
UNION ALL
SELECT
  f.document_id, f.page, f.fact_id, f.quote, substring(p.text, f.char_start + 1, f.char_end - f.char_start)
FROM facts f
LEFT JOIN pages p USING (document_id, page)
WHERE f.char_end - f.char_start > 1024
  AND f.quote IS DISTINCT FROM substring(p.text, f.char_start + 1, f.char_end - f.char_start);
