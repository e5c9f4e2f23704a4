-- Of the checks that show one slip, exactly one tells it best.
SELECT any_value(document_id) AS document_id, slip_id, count(*) AS checks, count(*) FILTER (WHERE is_primary) AS primaries
FROM checks
GROUP BY slip_id
HAVING count(*) FILTER (WHERE is_primary) <> 1;
