-- A cell's text is what stands in its spans, white space collapsed.
-- Looked up in a stretch of the page, see mentions_are_exact; a part longer than 1024 characters is left out.
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
whole AS (
  SELECT
    p.table_id, p.row, p.col,
    bool_or(p.char_end - p.char_start > 1024) AS is_long,
    string_agg(
      substring(s.words, p.char_start - s.start + 1, p.char_end - p.char_start), ' ' ORDER BY p.page, p.char_start
    ) AS printed
  FROM cell_spans p
  JOIN stretch s ON s.document_id = p.document_id AND s.page = p.page AND s.number = p.char_start // 512
  GROUP BY ALL
)
SELECT c.document_id, c.page, c.table_id, c.row, c.col, c.text, w.printed
FROM table_cells c
JOIN whole w USING (table_id, row, col)
WHERE NOT w.is_long
  AND regexp_replace(c.text, '\s+', '', 'g') <> regexp_replace(w.printed, '\s+', '', 'g');
