-- Every digit of a page lies in exactly one mention; superscript and subscript digits are digits.
-- Where mentions are exact and do not overlap, it is enough to count; only pages that differ are looked through.
WITH printed AS (
  SELECT document_id, page, text, length(regexp_replace(text, '[^\p{Nd}⁰¹²³⁴-⁹₀-₉]', '', 'g')) AS digits FROM pages
),
mentioned AS (
  SELECT document_id, page, sum(length(regexp_replace(text, '[^\p{Nd}⁰¹²³⁴-⁹₀-₉]', '', 'g'))) AS digits
  FROM mentions
  GROUP BY document_id, page
),
suspect AS (
  SELECT p.document_id, p.page, string_split(p.text, '') AS letters
  FROM printed p
  LEFT JOIN mentioned m USING (document_id, page)
  WHERE p.digits <> coalesce(m.digits, 0)
),
digit AS (
  SELECT *
  FROM (SELECT document_id, page, unnest(letters) AS letter, generate_subscripts(letters, 1) - 1 AS place FROM suspect)
  WHERE regexp_matches(letter, '^[\p{Nd}⁰¹²³⁴-⁹₀-₉]$')
),
covered AS (
  SELECT document_id, page, unnest(range(char_start, char_end)) AS place
  FROM mentions
  SEMI JOIN suspect USING (document_id, page)
)
SELECT d.document_id, d.page, d.place, d.letter, count(c.place) AS mentions
FROM digit d
LEFT JOIN covered c USING (document_id, page, place)
GROUP BY d.document_id, d.page, d.place, d.letter
HAVING count(c.place) <> 1
ORDER BY d.document_id, d.page, d.place;
