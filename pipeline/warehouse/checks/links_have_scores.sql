-- A fact with an indicator has the score of the link, from 0 to 1, and no other fact has one.
SELECT fact_id, indicator_id, indicator_score FROM facts
WHERE (indicator_id IS NULL) <> (indicator_score IS NULL) OR indicator_score <= 0 OR indicator_score > 1;
